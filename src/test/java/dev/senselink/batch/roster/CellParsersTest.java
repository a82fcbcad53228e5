package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.senselink.batch.roster.cell.CellDate;
import dev.senselink.batch.roster.cell.CellGender;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GenderCoding;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.GroupsCell;
import dev.senselink.batch.roster.cell.HostCell;
import dev.senselink.batch.roster.cell.VisitWindow;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CellParsersTest {
  static Stream<Arguments> dates() {
    return Cases.of("roster/dates.yaml");
  }

  static Stream<Arguments> references() {
    return Cases.of("roster/references.yaml");
  }

  @ParameterizedTest
  @MethodSource("dates")
  void a_date_is_read_in_the_forms_we_know_and_no_other(Cases.Case odd) {
    String format = odd.has("format") ? odd.text("format") : null;
    String text = odd.text("text");
    String from =
        odd.has("from") ? odd.text("from") : odd.has("is") ? odd.text("is") + "T00:00" : null;
    String to =
        odd.has("to") ? odd.text("to") : odd.has("is") ? odd.text("is") + "T23:59:59" : null;

    assertThat(text(CellDate.parse(text, format))).isEqualTo(odd.has("is") ? odd.text("is") : null);
    assertThat(text(VisitWindow.from(text, format))).isEqualTo(from);
    assertThat(text(VisitWindow.to(text, format))).isEqualTo(to);
  }

  @Test
  void a_visit_is_sent_with_seconds() {
    VisitWindow window =
        new VisitWindow(
            LocalDateTime.of(2018, 7, 2, 8, 3), LocalDateTime.of(2018, 7, 20, 23, 59, 59));

    assertThat(window.fromText()).isEqualTo("2018-07-02 08:03:00");
    assertThat(window.toText()).isEqualTo("2018-07-20 23:59:59");
  }

  @Test
  void a_visit_that_ends_before_it_begins_does_not_exist() {
    LocalDateTime noon = LocalDateTime.of(2018, 7, 2, 12, 0);

    assertThatIllegalArgumentException().isThrownBy(() -> new VisitWindow(noon, noon));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VisitWindow(noon, noon.minusSeconds(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "F,,1",
    "f,,1",
    "female,,1",
    "Female,,1",
    "女,,1",
    "Ｆ,,1",
    "M,,2",
    "m,,2",
    "MALE,,2",
    "男,,2",
    "1,SENSELINK,1",
    "2,SENSELINK,2",
    "1,ISO5218,2",
    "2,ISO5218,1",
    "１,ISO5218,2",
    "1,,",
    "2,,",
    "0,ISO5218,",
    "9,ISO5218,",
    "3,SENSELINK,",
    "x,,",
    "男女,,",
    "mr,,",
  })
  void a_gender_is_a_word_or_an_agreed_number(
      String text, @Nullable GenderCoding coding, @Nullable Integer expected) {
    assertThat(CellGender.parse(text, coding)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("references")
  void departments_groups_and_hosts_are_read_with_their_escapes(Cases.Case odd) {
    String text = odd.text("text");
    if (odd.has("path")) {
      DepartmentCell department = DepartmentCell.parse(text);
      assertThat(department.path()).isEqualTo(odd.list("path"));
      if (odd.has("whole")) {
        assertThat(department.whole()).isEqualTo(odd.text("whole"));
      }
      assertThat(department.id()).isEqualTo(odd.has("id") ? Long.valueOf(odd.text("id")) : null);
    }
    if (odd.has("groups")) {
      assertThat(GroupsCell.parse(text).groups().stream().map(CellParsersTest::told))
          .isEqualTo(odd.list("groups"));
    }
    if (odd.has("host")) {
      assertThat(HostCell.parse(text, false)).isEqualTo(new HostCell(odd.text("host"), null));
    }
  }

  @Test
  void a_host_is_an_id_with_a_hash_or_in_a_column_of_ids() {
    assertThat(HostCell.parse("#65838", false)).isEqualTo(new HostCell("", 65838L));
    assertThat(HostCell.parse("#65838", true)).isEqualTo(new HostCell("", 65838L));
    assertThat(HostCell.parse("65838", true)).isEqualTo(new HostCell("", 65838L));
    assertThat(HostCell.parse("65838", false)).isEqualTo(new HostCell("65838", null));
    assertThat(HostCell.parse("Ana", true)).isEqualTo(new HostCell("Ana", null));
  }

  @Test
  void what_we_write_is_read_back_as_names() {
    Random random = new Random(7);
    String letters = "#/>;\\ab1";
    for (int i = 0; i < 10_000; i++) {
      String first = name(random, letters);
      String second = name(random, letters) + "x";

      assertThat(DepartmentCell.parse(DepartmentCell.write(List.of(first, second))).path())
          .containsExactly(first, second);
      assertThat(GroupsCell.parse(GroupsCell.write(List.of(first, second))).groups())
          .extracting(GroupName::name)
          .isEqualTo(first.equals(second) ? List.of(first) : List.of(first, second));
    }
  }

  private static String name(Random random, String letters) {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      name.append(letters.charAt(random.nextInt(letters.length())));
    }
    return name.toString();
  }

  private static String told(GroupName group) {
    if (group.isIdOnly()) {
      return "#" + group.id();
    }
    if (group.name().startsWith("#")) {
      return group.name() + " as a name";
    }
    return group.id() == null ? group.name() : group.name() + " or the id " + group.id();
  }

  private static @Nullable String text(@Nullable Object moment) {
    return moment == null ? null : moment.toString();
  }
}
