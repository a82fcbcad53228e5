package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.ServerState;
import dev.senselink.batch.fixture.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A kill in each of the steps after the last person: leaders, members, devices. */
@Tag("slow")
class RestoreStepsKilledTest {
  private static final String SN = "SKP-5a0db0c5e11d4f5a8c1e0f6b7d2a9e31";

  @RegisterExtension final World undisturbed = new World();
  @RegisterExtension final World world = new World();
  @TempDir Path folder;

  private Path backup() {
    return new BackedUp()
        .group(31, 1, "Night shift")
        .department(71, 0, "Works", "W", 501)
        .department(72, 0, "Yard", "Y", 502)
        .device(9, SN, "name", "Gate", "staffGroupIds", "31", "staffGroups", "Night shift")
        .user(501, "Ana", "jobNumber", "E1", "groupIds", "31")
        .user(502, "Bo", "jobNumber", "E2", "departmentId", "72", "department", "Yard")
        .write(folder.resolve("backup"));
  }

  @Test
  void what_is_no_row_is_done_by_the_next_process_and_its_report_is_whole() throws Exception {
    Path backup = backup();
    undisturbed.already("Ana", "jobNumber", "E1");
    assertThat(undisturbed.restore(backup).exit()).isZero();
    world.already("Ana", "jobNumber", "E1");

    for (String step : List.of("updateDepartment", "addUsersToGroup", "updateDevice")) {
      killed(backup, step);
    }
    Imported last = world.restore(backup);

    assertThat(last.exit()).as(last.out() + last.err()).isZero();
    assertThat(last.endings()).containsExactly("SKIPPED_EXISTING", "CREATED");
    assertThat(last.summary())
        .contains("\"createdDepartments\" : [ \"Works\", \"Yard\" ]")
        .contains("\"createdGroups\" : [ \"Night shift\" ]", "\"notRestorable\" : [ ]");
    assertThat(ServerState.of(world)).isEqualTo(ServerState.of(undisturbed));
  }

  @Test
  void whoever_was_found_and_is_gone_since_is_made_by_the_next_process() throws Exception {
    world.already("Ana", "jobNumber", "E1");
    Path backup = backup();
    killed(backup, "updateDepartment");
    world.server().removePerson(world.person("Ana").id());

    Imported last = world.restore(backup);

    assertThat(last.exit()).as(last.out() + last.err()).isZero();
    assertThat(last.endings()).containsExactly("CREATED", "CREATED");
    assertThat(world.person("Ana").groups()).isNotEmpty();
  }

  /** As a process leaves it that is killed while the server works on its first request of these. */
  private void killed(Path backup, String operation) throws Exception {
    CompletableFuture<Program> started = new CompletableFuture<>();
    CompletableFuture<Void> killed = new CompletableFuture<>();
    world.at(
        operation,
        1,
        () -> {
          started.join().kill();
          killed.complete(null);
        });
    try (Program program = start(backup)) {
      started.complete(program);
      int exit = program.exit(Duration.ofMinutes(2));
      assertThat(exit).as(operation + program.errors()).isEqualTo(Program.KILLED);
      killed.get(120, TimeUnit.SECONDS);
    }
  }

  private Program start(Path backup) {
    List<String> command = new ArrayList<>(List.of("restore", backup.toString()));
    command.addAll(world.connection());
    command.addAll(List.of("--timeout", "2", "--report", folder.resolve("report").toString()));
    return Program.start(folder, command);
  }
}
