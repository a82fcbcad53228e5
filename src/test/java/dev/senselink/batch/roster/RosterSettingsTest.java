package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.roster.cell.GenderCoding;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterSettingsTest {
  private static final RosterSettings USERS = RosterSettings.of(RosterKind.USERS);

  @Test
  void all_that_is_wrong_is_said_at_once() {
    assertThatExceptionOfType(RosterSettingsException.class)
        .isThrownBy(
            () ->
                new RosterSettings(
                    RosterKind.USERS, null, 0, "klingon", Map.of("A", "nam"), "dd/MM/yy", null))
        .withMessageContaining("--header-row: ")
        .withMessageContaining("--encoding: 'klingon'")
        .withMessageContaining("--columns: 'nam'")
        .withMessageContaining("--date-format: 'dd/MM/yy'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"klingon", "no/such", "", " "})
  void an_encoding_nobody_knows_is_refused(String name) {
    assertThatExceptionOfType(RosterSettingsException.class)
        .isThrownBy(() -> USERS.withEncoding(name));
  }

  @Test
  void columns_are_read_as_the_option_writes_them() {
    assertThat(USERS.withColumns("Nom=name, Matricule = jobNumber ,联系电话=-").columns())
        .containsExactly(
            Map.entry("Nom", "name"), Map.entry("Matricule", "jobNumber"), Map.entry("联系电话", "-"));
    assertThat(USERS.withColumns("A\\,B=name,C\\=D=mail").columns())
        .containsExactly(Map.entry("A,B", "name"), Map.entry("C=D", "mail"));
    assertThat(USERS.withColumns("").columns()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A                  | is not HEADER=column",
        "A=                 | is not HEADER=column",
        "=name              | is not HEADER=column",
        "A=name=mail        | is not HEADER=column",
        "A=name,A=mail      | is given twice",
        "A=nam              | is not a column; use one of name, jobNumber,",
        "A=host             | is not a column",
        "A=receptionUserId  | is not a column",
        "A=name,B=name      | both stand for name",
        "A=x,B=y            | is not a column",
      })
  void columns_that_make_no_sense_are_refused(String option, String reason) {
    assertThatExceptionOfType(RosterSettingsException.class)
        .isThrownBy(() -> USERS.withColumns(option))
        .withMessageContaining(reason);
  }

  @Test
  void the_names_of_columns_do_not_depend_on_case() {
    assertThat(USERS.withColumns("A=JOBNUMBER").columns()).containsEntry("A", "JOBNUMBER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dd/MM/yyyy", "d.M.uuuu", "d MMM yyyy", "dd-MM-y", "'am' d.M.yyyy"})
  void a_pattern_of_a_date_is_fine(String pattern) {
    assertThat(USERS.withDateFormat(pattern).dateFormat()).isEqualTo(pattern);
  }

  @ParameterizedTest
  @CsvSource({
    "dd/MM/yyyy HH:mm, contains a time",
    "dd/MM/yy, two-digit years",
    "uu-MM-dd, two-digit years",
    "dd/MM, is not a date pattern",
    "yyyy, is not a date pattern",
    "foo, is not a date pattern",
    "'''dd.MM.yyyy', is not a date pattern",
    "'''''', is not a date pattern",
  })
  void a_pattern_of_anything_else_is_refused(String pattern, String reason) {
    assertThatExceptionOfType(RosterSettingsException.class)
        .isThrownBy(() -> USERS.withDateFormat(pattern))
        .withMessageContaining(reason);
  }

  @Test
  void a_coding_of_genders_is_one_of_two_words() {
    assertThat(GenderCoding.of("iso5218")).isEqualTo(GenderCoding.ISO5218);
    assertThat(GenderCoding.of("senselink")).isEqualTo(GenderCoding.SENSELINK);
    assertThatExceptionOfType(RosterSettingsException.class)
        .isThrownBy(() -> GenderCoding.of("iso"))
        .withMessageContaining("senselink or iso5218");
  }
}
