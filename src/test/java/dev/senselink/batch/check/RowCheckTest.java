package dev.senselink.batch.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.senselink.batch.roster.Cases;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.Rows;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.HostCell;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowCheckTest {
  private static final Pattern TIMES = Pattern.compile("([^,/;]+?)\\*([0-9]+)");

  static Stream<Arguments> users() {
    return Cases.of("check/users.yaml");
  }

  static Stream<Arguments> guests() {
    return Cases.of("check/guests.yaml");
  }

  @ParameterizedTest
  @MethodSource("users")
  void a_row_of_staff(Cases.Case odd) {
    check(odd, RosterKind.USERS, odd.text("header"));
  }

  @ParameterizedTest
  @MethodSource("guests")
  void a_row_of_a_visitor(Cases.Case odd) {
    check(
        odd,
        RosterKind.GUESTS,
        odd.has("header") ? odd.text("header") : "name,mobile,host,from,to");
  }

  @Test
  void a_person_knows_groups_department_host_and_window() {
    RosterPerson staff =
        fit("name,jobNumber,groups,department\nAna,7,A;#226,Acme/Sales", RosterKind.USERS);
    RosterPerson guest =
        fit(
            "name,mobile,receptionUserId,from,to\nAna,7,65838,2018-07-20,2018-07-21",
            RosterKind.GUESTS);

    assertThat(staff.groups()).containsExactly(new GroupName("A", null), new GroupName("", 226L));
    assertThat(staff.department()).hasToString("Acme/Sales");
    assertThat(guest.hostCell()).isEqualTo(new HostCell("", 65838L));
    assertThat(guest.visit().toText()).isEqualTo("2018-07-21 23:59:59");
  }

  @Test
  void a_person_shows_no_personal_data_to_a_log() {
    RosterPerson staff = fit("name,jobNumber,mail\nAna,7,a@b.c", RosterKind.USERS);

    assertThat(staff + " " + staff.field(RosterColumn.NAME) + " " + KeyRules.of(staff))
        .doesNotContain("Ana", "7", "a@b.c");
  }

  @Test
  void a_wish_keeps_erases_or_replaces() {
    assertThat(FieldChange.KEEP.over("old")).isEqualTo("old");
    assertThat(FieldChange.CLEAR.over("old")).isEmpty();
    assertThat(FieldChange.set("new").over("old")).isEqualTo("new");
    assertThat(FieldChange.KEEP.text() + FieldChange.CLEAR.text()).isEmpty();
    assertThat(FieldChange.KEEP).isNotEqualTo(FieldChange.CLEAR);
    assertThatIllegalArgumentException().isThrownBy(() -> FieldChange.set(""));
  }

  @Test
  void a_row_is_a_person_or_has_findings_and_never_both() {
    Row row = Rows.ofUsers("name,jobNumber\nAna,7").get(0);
    RosterPerson person = fit("name,jobNumber\nAna,7", RosterKind.USERS);
    List<Finding> findings = List.of(new Finding("TOO_LONG", null, "x"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CheckResult(row, person, findings, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CheckResult(row, null, List.of(), List.of()));
  }

  private static RosterPerson fit(String csv, RosterKind kind) {
    RosterSettings settings = RosterSettings.of(kind);
    CheckResult checked = RowCheck.of(Rows.of(settings, csv).get(0), settings);
    assertThat(checked.findings()).isEmpty();
    return checked.person();
  }

  private static void check(Cases.Case odd, RosterKind kind, String header) {
    RosterSettings settings = odd.settings(kind);
    List<Row> rows = Rows.of(settings, header + "\n" + times(odd.text("row")));

    CheckResult checked = RowCheck.of(rows.get(0), settings);

    assertThat(checked.findings().stream().map(RowCheckTest::told)).isEqualTo(odd.list("findings"));
    assertThat(checked.person() == null).isEqualTo(odd.has("findings"));
    assertThat(checked.warnings()).hasSameSizeAs(odd.list("warnings"));
    for (String warning : odd.list("warnings")) {
      assertThat(checked.warnings().toString()).contains(warning);
    }
    assertThat(checked.findings().stream().map(Finding::reason).toList().toString())
        .contains(odd.text("says"));
    assertWishes(checked, odd);
  }

  @SuppressWarnings("unchecked")
  private static void assertWishes(CheckResult checked, Cases.Case odd) {
    if (odd.has("department")) {
      assertThat(checked.person().department()).hasToString(odd.text("department"));
    }
    if (odd.has("gender")) {
      assertThat(checked.person().gender()).isEqualTo(odd.fields().get("gender"));
    }
    Map<String, Object> wishes =
        (Map<String, Object>) odd.fields().getOrDefault("wishes", Map.of());
    wishes.forEach(
        (header, expected) -> {
          RosterColumn column =
              Stream.of(RosterColumn.values())
                  .filter(c -> c.header().equals(header))
                  .findFirst()
                  .get();
          FieldChange wish = checked.person().field(column);
          assertThat(wish.sets() ? wish.text() : wish.kind().name()).isEqualTo(expected);
        });
  }

  private static String told(Finding finding) {
    RosterColumn column = finding.column();
    return finding.code() + " " + (column == null ? "-" : column.header());
  }

  private static String times(String row) {
    return TIMES
        .matcher(row)
        .replaceAll(times -> times.group(1).repeat(Integer.parseInt(times.group(2))));
  }
}
