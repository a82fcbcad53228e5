package dev.senselink.batch.backup.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export is gone on with for a day, and only if the same is asked for. */
class ExportCheckpointTest {
  private static final Instant BEGUN = Instant.parse("2026-01-31T22:00:00Z");

  @TempDir Path work;

  @Test
  void what_was_settled_holds_for_a_day() throws IOException {
    ExportCheckpoint mark = ExportCheckpoint.begin(BEGUN, "all").upTo(77, 70L);
    assertThat(ExportCheckpoint.read(work, BEGUN, "all")).isNull();
    mark.write(work);

    assertThat(ExportCheckpoint.read(work, BEGUN.plus(Duration.ofHours(23)), "all"))
        .isEqualTo(mark);
    assertThat(ExportCheckpoint.read(work, BEGUN.plus(Duration.ofHours(24)), "all")).isNull();
    assertThat(ExportCheckpoint.read(work, BEGUN, "all but photos")).isNull();
  }

  @Test
  void what_a_crash_has_torn_is_no_bookmark() throws IOException {
    new ExportCheckpoint(BEGUN, 5L, 5L, "all").write(work);
    Path file;
    try (var files = Files.list(work)) {
      file = files.findFirst().orElseThrow();
    }
    Files.writeString(file, Files.readString(file).substring(0, 20));

    assertThat(ExportCheckpoint.read(work, BEGUN, "all")).isNull();
  }
}
