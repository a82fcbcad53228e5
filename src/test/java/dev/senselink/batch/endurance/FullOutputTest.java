package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standard output goes to a full disk: what nobody got is not taken for exported. */
@Tag("slow")
class FullOutputTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;

  @Test
  void records_that_found_no_room_are_given_again() {
    assumeTrue(Files.exists(FULL), "a system without " + FULL);
    try (Sandbox sandbox = Sandbox.start()) {
      long id = sandbox.addRecord(0, Instant.parse("2026-11-25T12:00:00Z"));
      try (Program full = Program.start(folder, export(sandbox), FULL)) {
        assertThat(full.exit(Duration.ofMinutes(1))).as(full.errors()).isEqualTo(4);
        assertThat(full.errors()).contains("standard output cannot be written");
      }
      try (Program again = Program.start(folder, export(sandbox))) {
        assertThat(again.exit(Duration.ofMinutes(1))).as(again.errors()).isZero();
        assertThat(again.output()).contains("\n" + id + ",");
      }
    }
  }

  private List<String> export(Sandbox sandbox) {
    return List.of(
        "records",
        "export",
        "--since-last",
        "--data",
        folder.resolve("data").toString(),
        "--server",
        sandbox.url().toString(),
        "--app-key",
        sandbox.appKey(),
        "--app-secret-file",
        sandbox.appSecretFile().toString());
  }
}
