package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.roster.cell.DatePatterns;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatePatternsTest {
  @Test
  void one_cell_whose_day_is_no_month_tells_how_all_are_meant() {
    assertThat(told("3/4/2026", "3/17/2026", "10/12/2026").orElse(""))
        .contains("2 cells like '3/4/2026'", "--date-format M/d/yyyy")
        .doesNotContain("d/M/yyyy ");
    assertThat(told("01.04.2018", "30.04.2018").orElse("")).contains("--date-format d.M.yyyy");
  }

  @Test
  void where_none_does_both_readings_of_a_real_cell_are_shown() {
    assertThat(told("2018-01-02", "05/05/2018", "12/10/2018").orElse(""))
        .contains("'12/10/2018' is 2018-10-12 with --date-format d/M/yyyy")
        .contains("2018-12-10 with --date-format M/d/yyyy");
  }

  @Test
  void a_time_behind_the_date_is_no_part_of_the_pattern() {
    assertThat(told("3/4/2026 2:30 PM", "3/17/2026 08:00").orElse("")).contains("M/d/yyyy");
  }

  @Test
  void nothing_is_said_of_what_was_read_or_fits_no_usual_pattern() {
    assertThat(told("2018-01-02", "2018/1/3", "13/02/2018")).isEmpty();
    assertThat(told("3/4/2026", "soon")).isEmpty();
    assertThat(told("13/02/2018", "02/13/2018", "01/02/2018")).isEmpty();
  }

  @Test
  void a_date_of_birth_is_shown_without_its_year() {
    DatePatterns births = new DatePatterns(true);
    births.add("05.06.1987");

    assertThat(births.inWords("birthday").orElse(""))
        .contains("'05.06.****' is ****-06-05 with --date-format d.M.yyyy")
        .doesNotContain("1987");
  }

  private static Optional<String> told(String... cells) {
    DatePatterns patterns = new DatePatterns(false);
    List.of(cells).forEach(patterns::add);
    return patterns.inWords("entryTime");
  }
}
