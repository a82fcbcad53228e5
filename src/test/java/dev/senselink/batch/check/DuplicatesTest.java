package dev.senselink.batch.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.senselink.batch.roster.RowRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
  private static final Identity JOB_NUMBER = new Identity("jobNumber", "7", true);
  private static final Identity MOBILE = new Identity("sharedMobile", "138", false);
  private static final RowRef FIRST = new RowRef(1, 2);
  private static final RowRef SECOND = new RowRef(2, 5);

  @Test
  void rows_that_differ_are_all_refused_with_the_lines_named() {
    Twins twins = new Twins(2, FIRST, List.of(2L, 5L), false);

    assertThat(List.of(FIRST, SECOND))
        .extracting(ref -> Duplicates.finding(JOB_NUMBER, twins, ref))
        .allSatisfy(finding -> assertThat(finding.code()).isEqualTo("DUPLICATE_IN_ROSTER"))
        .allSatisfy(finding -> assertThat(finding.reason()).contains("jobNumber", "lines 2, 5."));
  }

  @Test
  void of_rows_equal_in_every_cell_the_first_goes_on() {
    Twins twins = new Twins(2, FIRST, List.of(2L, 5L), true);

    assertThat(Duplicates.finding(JOB_NUMBER, twins, FIRST)).isNull();
    assertThat(Duplicates.finding(JOB_NUMBER, twins, SECOND).reason())
        .contains("equal in every cell to line 2");
  }

  @Test
  void two_visits_of_one_guest_are_told_as_such() {
    Identity guest = new Identity("mobileAndName", "1\nana", true);

    assertThat(Duplicates.finding(guest, new Twins(2, FIRST, List.of(2L, 5L), false), FIRST))
        .extracting(Finding::reason)
        .asString()
        .contains("the server holds one window per guest");
  }

  @Test
  void a_mobile_that_is_not_the_key_is_only_a_warning() {
    Twins twins = new Twins(2, FIRST, List.of(2L, 5L), false);

    assertThat(Duplicates.finding(MOBILE, twins, FIRST)).isNull();
    assertThat(Duplicates.warning(MOBILE, twins)).contains("lines 2, 5;");
    assertThat(Duplicates.warning(JOB_NUMBER, twins)).isNull();
  }

  @Test
  void of_many_lines_a_few_are_named_and_the_rest_counted() {
    Twins twins = new Twins(1_000_000, FIRST, List.of(2L, 3L, 4L, 5L, 6L, 7L), false);

    assertThat(Duplicates.finding(JOB_NUMBER, twins, SECOND).reason())
        .contains("lines 2, 3, 4, 5, 6 and 999995 more");
  }

  @Test
  void one_row_has_no_twins() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Twins(1, FIRST, List.of(2L), true));
  }
}
