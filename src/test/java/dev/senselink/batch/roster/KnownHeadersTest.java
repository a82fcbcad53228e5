package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of header names, and what is like one of them. */
class KnownHeadersTest {
  private static final List<String> SYSTEMS =
      List.of(
          "Workday",
          "SAP",
          "Google Workspace",
          "Entra ID",
          "Active Directory",
          "飞书",
          "钉钉",
          "企业微信",
          "Moodle",
          "BambooHR",
          "Odoo",
          "traditional Chinese");

  private static List<String> lines() throws IOException {
    try (InputStream in = KnownHeaders.class.getResourceAsStream("headers.txt")) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.split("\\|", -1).length == 3)
          .toList();
    }
  }

  @Test
  void it_has_the_names_of_many_systems_each_with_its_source() throws IOException {
    assertThat(KnownHeaders.TABLE.byName()).hasSizeGreaterThan(400);
    assertThat(lines()).allMatch(line -> !line.split("\\|", -1)[2].isBlank());
    assertThat(SYSTEMS)
        .allSatisfy(
            system ->
                assertThat(lines().stream().filter(line -> line.contains(system)))
                    .hasSizeGreaterThan(3));
  }

  @ParameterizedTest
  @EnumSource(RosterColumn.class)
  void our_own_name_of_every_column_is_that_column(RosterColumn column) {
    KnownHeaders.Meaning known = KnownHeaders.TABLE.byName().get(HeaderNames.fold(column.header()));

    // A "status" may be that of an approval or an app, so that somebody has to say what it is.
    boolean isAsked = column == RosterColumn.STATUS;
    assertThat(known.role())
        .isEqualTo(isAsked ? KnownHeaders.Role.ASKED : KnownHeaders.Role.COLUMN);
    assertThat(known.columns()).containsExactly(column);
  }

  @ParameterizedTest
  @CsvSource({
    "Emplyee Number, JOB_NUMBER",
    "Personnel badge number, JOB_NUMBER",
    "Departement, DEPARTMENT",
    "Direct phone line, MOBILE",
    "photo_url, PHOTO",
    "emailPersonal, MAIL",
    "birth, BIRTHDAY",
    "员工所在部门, DEPARTMENT",
    "所屬部門, DEPARTMENT",
    "备注说明, REMARK",
    "入职, ENTRY_TIME",
    "手机号2, MOBILE",
  })
  void a_name_is_like_a_column_by_a_word_of_it_or_a_slip(String header, RosterColumn column) {
    assertThat(HeaderResemblance.columns(header, RosterKind.USERS)).contains(column);
  }

  @ParameterizedTest
  @CsvSource({
    "T-shirt size",
    "Employee type 2",
    "Date",
    "Name of pet",
    "Number",
    "ID",
    "Set",
    "有效期",
    "籍贯地",
    "Kostenstelle",
    "foo",
    "State Name",
    "Xlongitude"
  })
  void what_only_says_something_general_is_like_no_column_but_a_name(String header) {
    assertThat(HeaderResemblance.columns(header, RosterKind.USERS)).isSubsetOf(RosterColumn.NAME);
  }

  @Test
  void a_header_of_somebody_else_is_none_of_ours() {
    assertThat(
            Stream.of("Emergency phone no.", "managerEmail", "Father's Name", "紧急联系人手机", "直属上级工号"))
        .allMatch(HeaderResemblance::speaksOfOthers);
    assertThat(Stream.of("Phone", "Management", "手机", "partnership"))
        .noneMatch(HeaderResemblance::speaksOfOthers);
  }

  @Test
  void letters_swapped_left_out_or_wrong_are_counted() {
    assertThat(HeaderResemblance.distance("number", "nubmer")).isEqualTo(1);
    assertThat(HeaderResemblance.distance("department", "departement")).isEqualTo(1);
    assertThat(HeaderResemblance.distance("", "abc")).isEqualTo(3);
    assertThat(HeaderResemblance.distance("所在部门", "所属部门")).isEqualTo(1);
  }
}
