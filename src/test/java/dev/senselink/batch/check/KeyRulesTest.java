package dev.senselink.batch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.roster.Cases;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.Rows;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRulesTest {
  private static final String HEADER = "name,jobNumber,mobile,icNumber,mail,idNumber\n";
  private static final String GUEST = "name,mobile,host,from,to,idNumber\n";

  static Stream<Arguments> texts() {
    return Cases.of("check/keys.yaml");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void texts_of_one_person_are_equal_and_of_others_are_not(Cases.Case odd) {
    String field = odd.has("field") ? odd.text("field") : "name";
    String normal = normal(field, odd.text("text"));

    assertThat(odd.list("same")).allSatisfy(t -> assertThat(normal(field, t)).isEqualTo(normal));
    assertThat(odd.list("not")).allSatisfy(t -> assertThat(normal(field, t)).isNotEqualTo(normal));
  }

  @ParameterizedTest
  @CsvSource({
    "'Ana,J,138,C,m,I', JOB_NUMBER, J",
    "'Ana,,138,C,m,I', MOBILE, 138",
    "'Ana,,,C,m,I', IC_NUMBER, C",
    "'Ana,,,,m,I', MAIL, m",
    "'Ana,<clear>,138,C,m,I', MOBILE, 138",
  })
  void the_key_of_staff_is_the_first_filled_field(String row, KeyField field, String asRead) {
    Row read = Rows.ofUsers(HEADER + row).get(0);
    RosterPerson person = RowCheck.of(read, RosterSettings.of(RosterKind.USERS)).person();

    assertThat(KeyRules.of(person).field()).isEqualTo(field);
    assertThat(KeyRules.of(person).asRead()).isEqualTo(asRead);
    assertThat(KeyRules.of(read, RosterKind.USERS)).isEqualTo(KeyRules.of(person));
  }

  @Test
  void all_filled_key_fields_are_told_in_their_order() {
    Row read = Rows.ofUsers(HEADER + "Ana,J,+86 13800138000,,M@x,I").get(0);
    RosterPerson person = RowCheck.of(read, RosterSettings.of(RosterKind.USERS)).person();

    assertThat(KeyRules.all(person))
        .containsExactly(
            new PersonKey(KeyField.JOB_NUMBER, "j", "J"),
            new PersonKey(KeyField.MOBILE, "13800138000", "+86 13800138000"),
            new PersonKey(KeyField.MAIL, "m@x", "M@x"));
  }

  @Test
  void a_visitor_is_known_by_mobile_and_name() {
    Row read = Rows.ofGuests(GUEST + "Ana,138-0,Bo,2018-07-20,2018-07-20,I").get(0);
    RosterPerson person = RowCheck.of(read, RosterSettings.of(RosterKind.GUESTS)).person();

    assertThat(KeyRules.of(person).value()).isEqualTo(KeyRules.guest("1380", "ANA").value());
    assertThat(KeyRules.of(person).asRead()).isEqualTo("138-0");
    assertThat(KeyRules.all(person)).containsExactly(KeyRules.of(person));
    assertThat(KeyRules.guest("1", "Ana").value())
        .isNotEqualTo(KeyRules.guest("1", "Bo").value())
        .isNotEqualTo(KeyRules.guest("2", "Ana").value());
  }

  @Test
  void a_row_without_a_key_has_none() {
    assertThat(KeyRules.of(Rows.ofUsers(HEADER + "Ana,,,,,I").get(0), RosterKind.USERS)).isNull();
    assertThat(KeyRules.of(Rows.ofGuests(GUEST + ",1,Bo,,,").get(0), RosterKind.GUESTS)).isNull();
  }

  @Test
  void a_row_shares_its_key_its_card_and_its_id_number_with_nobody() {
    assertThat(identities("Ana,J,138-1,C,m,I"))
        .containsExactly(
            new RowIdentity("jobNumber", "j", true),
            new RowIdentity("icNumber", "c", true),
            new RowIdentity("idNumber", "i", true),
            new RowIdentity("sharedMobile", "1381", false));
    assertThat(identities("Ana,,1,,m,"))
        .containsExactly(
            new RowIdentity("mobile", "1", true), new RowIdentity("sharedMobile", "1", false));
    assertThat(identities("Ana,,,C,m,")).containsExactly(new RowIdentity("icNumber", "c", true));
    assertThat(identities("Ana,,,,,<clear>")).isEmpty();
  }

  @Test
  void a_refused_row_has_its_identities_too() {
    assertThat(identities(",J,,,,")).containsExactly(new RowIdentity("jobNumber", "j", true));
  }

  @Test
  void a_visitor_has_no_card() {
    Row row = Rows.ofGuests(GUEST + "Ana,1,Bo,,,I").get(0);

    assertThat(KeyRules.identities(row, RosterKind.GUESTS).stream().map(RowIdentity::kind))
        .containsExactly("mobileAndName", "idNumber", "sharedMobile");
  }

  private static List<RowIdentity> identities(String row) {
    return KeyRules.identities(Rows.ofUsers(HEADER + row).get(0), RosterKind.USERS);
  }

  private static String normal(String field, String text) {
    return field.equals("name")
        ? KeyRules.name(text)
        : KeyRules.normal(KeyField.valueOf(field), text);
  }
}
