package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed to be copied, or kept for the next list, means the same header again. */
class ColumnOptionTest {
  private static final String LONG = "Department or unit the employee belongs to at present";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        LONG,
        "Phone (work, home)",
        "A=B",
        "C:\\folder",
        "Phone\n(work)",
        "经理所管辖的部门或者员工目前所属的部门、科室、车间、班组或者项目组的名称，请按组织结构填写"
      })
  void a_header_is_found_again_by_what_is_written(String header) {
    Map<String, String> read = ColumnOption.parse(ColumnOption.plain(Map.of(header, "remark")));

    ChosenHeaders chosen = ChosenHeaders.of(List.of("name", header), read);

    assertThat(chosen.unmet()).isEmpty();
    assertThat(chosen.options()).containsExactly(Map.entry(1, "remark"));
  }

  @Test
  void what_is_asked_about_is_printed_whole_where_it_is_to_be_copied() throws IOException {
    Path file = Files.writeString(folder.resolve("list.csv"), "name,jobNumber," + LONG + "\na,1,b");
    try (Roster roster = Roster.open(file, "list.csv", RosterSettings.of(RosterKind.USERS))) {
      assertThatExceptionOfType(UnclearColumnsException.class)
          .isThrownBy(() -> UnclearColumnsException.throwIfAny(roster, "list.csv"))
          .withMessageContaining("--columns \"" + LONG + "=department\"");
    }
  }

  @Test
  void one_part_of_a_name_beside_a_name_is_asked_about_with_both_answers() throws IOException {
    Path file = Files.writeString(folder.resolve("list.csv"), "Name,Surname\nAna,Li\n");
    RosterSettings users = RosterSettings.of(RosterKind.USERS);
    try (Roster roster = Roster.open(file, "list.csv", users)) {
      assertThatExceptionOfType(UnclearColumnsException.class)
          .isThrownBy(() -> UnclearColumnsException.throwIfAny(roster, "list.csv"))
          .withMessageContaining("'Surname'")
          .withMessageContaining("--columns \"Name+Surname=name\"")
          .withMessageContaining("--columns \"Surname=-\"");
    }

    assertThat(name(file, users.withColumns("Name+Surname=name"))).isEqualTo("Ana Li");
    assertThat(name(file, users.withColumns("Surname=-"))).isEqualTo("Ana");
    assertThat(name(file, users.withColumns("Name=name"))).isEqualTo("Ana");
  }

  @Test
  void a_surname_in_the_column_of_names_stands_behind_the_first_name() throws IOException {
    Path file = Files.writeString(folder.resolve("list.csv"), "Name,First name\nLi,Ana\n");
    RosterSettings users = RosterSettings.of(RosterKind.USERS);
    try (Roster roster = Roster.open(file, "list.csv", users)) {
      assertThatExceptionOfType(UnclearColumnsException.class)
          .isThrownBy(() -> UnclearColumnsException.throwIfAny(roster, "list.csv"))
          .withMessageContaining("--columns \"First name+Name=name\"");
    }
  }

  @Test
  void in_a_list_without_any_key_a_column_that_differs_in_each_row_is_asked_about()
      throws IOException {
    String rows = "A,K-1,x\nB,K-2,y\nC,K-3,\n";
    Path file = Files.writeString(folder.resolve("list.csv"), "name,Kennung,Zimmer\n" + rows);
    RosterSettings users = RosterSettings.of(RosterKind.USERS);
    try (Roster roster = Roster.open(file, "list.csv", users)) {
      assertThatExceptionOfType(UnclearColumnsException.class)
          .isThrownBy(() -> UnclearColumnsException.throwIfAny(roster, "list.csv"))
          .withMessageContaining("--columns \"Kennung=jobNumber\"")
          .withMessageContaining("--columns \"Kennung=-\"")
          .withMessageNotContaining("Zimmer");
    }
    assertThat(name(file, users.withColumns("Kennung=jobNumber"))).isEqualTo("A");
    assertThat(name(file, users.withColumns("Kennung=-"))).isEqualTo("A");
    assertThat(name(twice(rows), users)).as("one value is there twice").isEqualTo("A");
    Path keyed = Files.writeString(folder.resolve("keyed.csv"), "name,Kennung,mobile\n" + rows);
    assertThat(name(keyed, users)).as("a mobile is a key").isEqualTo("A");
  }

  private Path twice(String rows) throws IOException {
    return Files.writeString(
        folder.resolve("twice.csv"), "name,Kennung,Zimmer\n" + rows.replace("K-3", "K-2"));
  }

  private static String name(Path file, RosterSettings settings) throws IOException {
    try (Roster roster = Roster.open(file, "list.csv", settings)) {
      UnclearColumnsException.throwIfAny(roster, "list.csv");
    }
    try (Roster roster = Roster.open(file, "list.csv", settings)) {
      Row row = roster.next();
      return row == null ? "" : row.text(RosterColumn.NAME);
    }
  }
}
