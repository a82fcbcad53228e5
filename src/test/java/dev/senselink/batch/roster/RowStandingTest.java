package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.roster.cell.RosterSettingsException;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowStandingTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

  static Stream<Arguments> rows() {
    return Cases.of("check/standing.yaml");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_row_says_who_has_left(Cases.Case odd) {
    RosterSettings plain = odd.settings(RosterKind.USERS);
    RosterSettings settings = plain.withRows(plain.rows().on(TODAY));
    Row row = Rows.of(settings, odd.text("header") + "\n" + odd.text("row")).get(0);

    RowStanding standing = RowStanding.of(row, settings);

    assertThat(standing.kind()).as(standing.why()).hasToString(odd.text("is"));
    assertThat(standing.why().isEmpty()).isEqualTo(odd.text("is").equals("EMPLOYED"));
  }

  /** The days of SAP that stand for none are no form of a date. */
  @Test
  void who_has_not_left_hides_no_form_of_the_days_of_others() {
    RosterSettings plain = RosterSettings.of(RosterKind.USERS);
    DateColumns dates = new DateColumns(plain);

    Rows.of(plain, "name,jobNumber,离职日期\nAna,7,00.00.0000\nBo,8,30.04.2018\nCy,9,01.04.2018")
        .forEach(dates::add);

    assertThat(dates.inWords()).singleElement().asString().contains("--date-format d.M.yyyy");
  }

  @Test
  void visitors_have_no_status() {
    RowChoice choice = RowChoice.parse("Status=T", "");

    assertThatThrownBy(() -> RosterSettings.of(RosterKind.GUESTS).withRows(choice))
        .isInstanceOf(RosterSettingsException.class)
        .hasMessageContaining("--left-when");
  }

  @Test
  void the_options_are_written_as_they_are_read() {
    String option = "A\\=b=x,y\\,z;状态=离职";

    assertThat(RowChoice.parse(option, "").leftWhenOption()).isEqualTo(option);
    assertThatThrownBy(() -> RowChoice.parse("Status", "=x"))
        .isInstanceOf(RosterSettingsException.class)
        .hasMessageContaining("--rows-where");
  }
}
