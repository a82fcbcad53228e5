package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody stops a delete of many: what was deleted is told all the same. */
@Tag("slow")
class DeleteStoppedTest {
  private static final int PEOPLE = 12;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void what_was_deleted_until_a_signal_came_is_told() {
    try (Sandbox sandbox = Sandbox.start()) {
      List<String> args =
          new ArrayList<>(
              List.of(
                  "user",
                  "delete",
                  "--yes",
                  "--json",
                  "--server",
                  sandbox.url().toString(),
                  "--app-key",
                  sandbox.appKey(),
                  "--app-secret-file",
                  sandbox.appSecretFile().toString()));
      for (int n = 0; n < PEOPLE; n++) {
        args.add("" + sandbox.addPerson(1, Map.of("name", "Person " + n), null));
      }
      sandbox.script(FaultRule.on("deleteUser").before().delay(Duration.ofMillis(200)).build());
      try (Program program = Program.start(folder, args)) {
        assertThat(Until.within(PATIENCE, () -> sandbox.commits().size() >= 2))
            .as(program.errors())
            .isTrue();
        program.signal("TERM");

        assertThat(program.exit(PATIENCE)).as(program.errors()).isEqualTo(4);
        JsonNode told = JsonMapper.shared().readTree(program.output());
        assertThat(told.path("deleted")).hasSize(sandbox.commits().size());
        assertThat(told.path("deleted").size() + told.path("failed").size()).isEqualTo(PEOPLE);
        assertThat(told.path("failed").get(0).path("code").stringValue())
            .isEqualTo("NOT_ATTEMPTED");
      }
    }
  }
}
