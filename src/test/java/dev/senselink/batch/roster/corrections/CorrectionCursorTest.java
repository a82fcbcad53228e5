package dev.senselink.batch.roster.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionCursorTest {
  @TempDir Path folder;

  /** Corrections of the lines from 2 on, and how many of them were read so far. */
  private static final class Lines extends BufferedReader {
    private final int most;
    private int read;

    Lines(int most) {
      super(new StringReader(""));
      this.most = most;
    }

    @Override
    public String readLine() {
      if (read == most) {
        return null;
      }
      read++;
      return leftOut(read + 1);
    }
  }

  private static String leftOut(long line) {
    return "{\"line\":" + line + ",\"rowHash\":\"r1\",\"leaveOut\":true}";
  }

  @Test
  void those_that_are_passed_are_in_memory_one_at_a_time() {
    Lines lines = new Lines(1000);
    try (CorrectionCursor cursor = new CorrectionCursor(lines)) {
      int passed = 0;
      for (CorrectionLine one = cursor.takeBefore(900); one != null; one = cursor.takeBefore(900)) {
        passed++;
        assertThat(one.line()).isEqualTo(passed + 1);
        assertThat(lines.read).isEqualTo(passed + 1);
      }

      assertThat(passed).isEqualTo(898);
      assertThat(cursor.of(900)).extracting(CorrectionLine::line).isEqualTo(List.of(900L));
      assertThat(cursor.of(990)).hasSize(1);
    }
  }

  @Test
  void one_of_a_line_beyond_all_lines_is_told_too() throws IOException {
    Path list = Files.writeString(folder.resolve("staff.csv"), "name,jobNumber\nAna,E1\n");
    Path file = Files.writeString(folder.resolve("c.jsonl"), leftOut(Long.MAX_VALUE) + "\n");
    CorrectionsFile taken = CorrectionsFile.take(file, folder.resolve("copy")).file();

    try (Roster rows = Roster.open(list, "staff.csv", RosterSettings.of(RosterKind.USERS))) {
      assertThatThrownBy(() -> taken.mustFit(rows))
          .isInstanceOf(RosterSettingsException.class)
          .hasMessageContaining("c.jsonl:1");
    }
  }
}
