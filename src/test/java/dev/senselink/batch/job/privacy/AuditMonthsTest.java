package dev.senselink.batch.job.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done in the console is kept as long as all else. */
class AuditMonthsTest {
  @TempDir Path data;

  @Test
  void months_that_were_over_before_go_whole_and_nothing_else_does() throws IOException {
    Path folder = Files.createDirectories(data.resolve("console/audit"));
    for (String name : List.of("2026-08.jsonl", "2026-09.jsonl", "2026-10.jsonl", "note.jsonl")) {
      Files.writeString(folder.resolve(name), "{}\n");
    }

    new AuditMonths(data).forget(Instant.parse("2026-09-30T23:59:59Z"));
    assertThat(names(folder)).containsExactly("2026-09.jsonl", "2026-10.jsonl", "note.jsonl");
    new AuditMonths(data).forget(Instant.parse("2026-10-01T00:00:00Z"));
    assertThat(names(folder)).containsExactly("2026-10.jsonl", "note.jsonl");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void where_no_console_was_there_is_nothing_to_forget() {
    new AuditMonths(data.resolve("none")).forget(Instant.parse("2026-10-01T00:00:00Z"));

    assertThat(data.resolve("none")).doesNotExist();
  }
}
