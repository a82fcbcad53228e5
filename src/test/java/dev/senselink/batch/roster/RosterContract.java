package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of roster file must do. A new format adds a subclass, never a new promise. */
public abstract class RosterContract {
  @TempDir private Path folder;

  /** Writes a table as a file of this format. */
  public abstract Path write(Path folder, List<List<String>> table) throws IOException;

  public abstract String format();

  @Test
  void rows_come_in_file_order_with_their_line_and_number() throws IOException {
    List<Row> rows = read(List.of("name", "mobile"), List.of("Ana", "1"), List.of("Bo", "2"));

    assertThat(rows.stream().map(row -> row.text(RosterColumn.NAME))).containsExactly("Ana", "Bo");
    assertThat(rows.stream().map(Row::ref))
        .containsExactly(new RowReference(1, 2), new RowReference(2, 3));
  }

  @Test
  void a_blank_line_is_not_a_row_but_is_a_line() throws IOException {
    List<Row> rows = read(List.of("name", "mobile"), List.of("", " "), List.of("Ana", "1"));

    assertThat(rows).singleElement().extracting(Row::ref).isEqualTo(new RowReference(1, 3));
  }

  @Test
  void a_line_that_sums_up_the_others_is_nobody_and_told() throws IOException {
    List<List<String>> table =
        List.of(
            List.of("姓名", "工号"),
            List.of("莫伟", "1001"),
            List.of("合计：", "1"),
            List.of("Total", "1002345678"));
    try (Roster roster =
        Roster.open(write(folder, table), "t", RosterSettings.of(RosterKind.USERS))) {
      assertThat(roster.next().text(RosterColumn.NAME)).isEqualTo("莫伟");
      assertThat(roster.next().ref())
          .isEqualTo(new RowReference(2, 4)); // a long number is somebody's
      assertThat(roster.next()).isNull();
      assertThat(roster.shape().warnings()).anyMatch(warning -> warning.contains("line 3"));
    }
  }

  @Test
  void a_sum_is_told_in_whichever_column_it_stands_and_with_its_count() throws IOException {
    List<List<String>> table =
        List.of(
            List.of("工号", "姓名"),
            List.of("1001", "莫伟"),
            List.of("2", "合计"),
            List.of("", "Total: 2"),
            List.of("合计：128人", ""),
            List.of("1002", "小计 3 人"),
            List.of("1003", "合计 刘"));
    try (Roster roster =
        Roster.open(write(folder, table), "t", RosterSettings.of(RosterKind.USERS))) {
      assertThat(roster.next().text(RosterColumn.NAME)).isEqualTo("莫伟");
      assertThat(roster.next().text(RosterColumn.NAME)).isEqualTo("合计 刘");
      assertThat(roster.next()).isNull();
    }
  }

  @Test
  void a_subtotal_may_name_its_department_where_a_count_stands_beside_it() throws IOException {
    List<List<String>> table =
        List.of(
            List.of("name", "jobNumber", "department"),
            List.of("Ana Li", "1001", "Engineering"),
            List.of("Subtotal Engineering", "5", ""),
            List.of("Sub-total: Sales", "12", ""),
            List.of("研发部 小计", "3", ""),
            List.of("Total Headcount", "20", ""),
            List.of("Total Rewards", "1002", "HR"),
            List.of("Total Rewards", "10023456789", ""));
    try (Roster roster =
        Roster.open(write(folder, table), "t", RosterSettings.of(RosterKind.USERS))) {
      assertThat(roster.next().text(RosterColumn.NAME)).isEqualTo("Ana Li");
      assertThat(roster.next().ref()).isEqualTo(new RowReference(2, 7)); // with a department
      assertThat(roster.next().ref()).isEqualTo(new RowReference(3, 8)); // with a long number
      assertThat(roster.next()).isNull();
    }
  }

  @Test
  void a_column_the_roster_does_not_have_is_blank() throws IOException {
    Row row = read(List.of("name"), List.of("Ana")).get(0);

    assertThat(row.text(RosterColumn.MOBILE)).isEmpty();
    assertThat(row.has(RosterColumn.MOBILE)).isFalse();
    assertThat(row.has(RosterColumn.NAME)).isTrue();
  }

  @Test
  void clear_is_told_from_blank_and_from_text() throws IOException {
    Row row =
        read(
                List.of("name", "mobile", "mail", "remark"),
                List.of("Ana", " <clear> ", "<CLEAR>", ""))
            .get(0);

    assertThat(row.clears(RosterColumn.MOBILE)).isTrue();
    assertThat(row.has(RosterColumn.MOBILE)).isTrue();
    assertThat(row.clears(RosterColumn.MAIL)).isTrue();
    assertThat(row.clears(RosterColumn.REMARK)).isFalse();
    assertThat(row.clears(RosterColumn.NAME)).isFalse();
  }

  @Test
  void cells_with_line_ends_and_quotes_come_through() throws IOException {
    Row row = read(List.of("name", "remark"), List.of("Ana \"A\" Li", "one\ntwo")).get(0);

    assertThat(row.cells()).containsExactly("Ana \"A\" Li", "one\ntwo");
  }

  @Test
  void the_hash_is_of_the_content_and_no_number() throws IOException {
    List<Row> rows =
        read(
            List.of("name", "remark", "mail"),
            List.of("Ana", "ab", "c"),
            List.of(" Ana", "ab ", "c"),
            List.of("Ana", "a", "bc"),
            List.of("Ana", "ab", ""));

    assertThat(rows.get(0).hash()).matches("r[0-9a-f]{20}").isEqualTo(rows.get(1).hash());
    assertThat(rows.stream().map(Row::hash).distinct()).hasSize(3);
  }

  @Test
  void a_row_cannot_be_changed() throws IOException {
    Row row = read(List.of("name", "remark"), List.of("Ana", "x")).get(0);

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> row.cells().set(0, "Bo"));
  }

  @Test
  void the_shape_tells_what_was_understood() throws IOException {
    Path file =
        write(
            folder,
            List.of(List.of("name", "jobNumber", "shoes", "id"), List.of("Ana", "1", "44", "7")));
    try (Roster roster = Roster.open(file, "staff", RosterSettings.of(RosterKind.USERS))) {
      assertThat(roster.shape().format()).isEqualTo(format());
      assertThat(roster.shape().headers()).containsExactly("name", "jobNumber", "shoes", "id");
      assertThat(roster.shape().columns())
          .containsOnlyKeys(RosterColumn.NAME, RosterColumn.JOB_NUMBER);
      assertThat(roster.shape().unknown()).containsExactly("shoes");
      assertThat(roster.shape().ignored()).containsExactly("id");
    }
  }

  @Test
  void the_same_bytes_give_the_same_rows_again() throws IOException {
    Path file = write(folder, List.of(List.of("name"), List.of(""), List.of("Ana"), List.of("Bo")));

    assertThat(places(file)).isEqualTo(places(file)).hasSize(2);
  }

  @Test
  void a_row_does_not_show_its_cells_to_a_log() throws IOException {
    assertThat(read(List.of("name"), List.of("Ana")).get(0)).hasToString("line 2");
  }

  @SafeVarargs
  private List<Row> read(List<String>... table) throws IOException {
    return rows(write(folder, List.of(table)));
  }

  private static List<String> places(Path file) {
    return rows(file).stream()
        .map(row -> row.ref() + " " + row.ref().number() + row.hash())
        .toList();
  }

  private static List<Row> rows(Path file) {
    List<Row> rows = new ArrayList<>();
    try (Roster roster = Roster.open(file, "staff", RosterSettings.of(RosterKind.USERS))) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
