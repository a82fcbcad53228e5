package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where rows stand in the list that they were taken out of. */
class RowLinesTest {
  @TempDir Path folder;

  private List<Long> lines(RowLines lines) throws IOException {
    Path list = folder.resolve("list.csv");
    Files.writeString(list, "name,jobNumber\nA,1\nB,2\nC,3\n");
    RosterSettings reading = RosterSettings.of(RosterKind.USERS).withLines(lines);
    List<Long> read = new ArrayList<>();
    try (Roster roster = Roster.open(list, "list.csv", reading)) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        assertThat(row.ref().number()).isEqualTo(read.size() + 1);
        read.add(row.ref().line());
      }
    }
    return read;
  }

  @ParameterizedTest
  @CsvSource({"2;3;4, 2-4", "2;4;5, '2,4-5'", "7;3;9, '7,3,9'", "12;13;20, '12-13,20'"})
  void rows_stand_where_they_stand_in_the_whole_list(String all, String text) throws IOException {
    int[] at = List.of(all.split(";")).stream().mapToInt(Integer::parseInt).toArray();
    RowLines lines = RowLines.of(at);

    assertThat(lines.text()).isEqualTo(text);
    assertThat(lines(lines)).containsExactly((long) at[0], (long) at[1], (long) at[2]);
  }

  @Test
  void a_row_too_many_stands_where_it_stands() throws IOException {
    assertThat(lines(RowLines.of(8, 9))).containsExactly(8L, 9L, 4L);
    assertThat(lines(RowLines.of())).containsExactly(2L, 3L, 4L);
  }

  /** It may come out of a database into which others can write. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "a",
        "3-2",
        "1,",
        ",1",
        "1,,2",
        "1-",
        "1-2-3",
        " 1",
        "9999999999999999999",
        "\u0663"
      })
  void what_says_no_lines_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RowLines(text));
  }
}
