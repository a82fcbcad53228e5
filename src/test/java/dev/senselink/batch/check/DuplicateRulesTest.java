package dev.senselink.batch.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.senselink.batch.roster.RowReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuplicateRulesTest {
  private static final RowIdentity JOB_NUMBER = new RowIdentity("jobNumber", "7", true);
  private static final RowIdentity MOBILE = new RowIdentity("sharedMobile", "138", false);
  private static final RowReference FIRST = new RowReference(1, 2);
  private static final RowReference SECOND = new RowReference(2, 5);

  @Test
  void rows_that_differ_are_all_refused_with_the_lines_named() {
    DuplicateGroup twins = new DuplicateGroup(2, FIRST, List.of(2L, 5L), false);

    assertThat(List.of(FIRST, SECOND))
        .extracting(ref -> DuplicateRules.finding(JOB_NUMBER, twins, ref))
        .allSatisfy(finding -> assertThat(finding.code()).isEqualTo("DUPLICATE_IN_ROSTER"))
        .allSatisfy(finding -> assertThat(finding.reason()).contains("jobNumber", "lines 2, 5."));
  }

  @Test
  void of_rows_equal_in_every_cell_the_first_goes_on() {
    DuplicateGroup twins = new DuplicateGroup(2, FIRST, List.of(2L, 5L), true);

    assertThat(DuplicateRules.finding(JOB_NUMBER, twins, FIRST)).isNull();
    assertThat(DuplicateRules.finding(JOB_NUMBER, twins, SECOND).reason())
        .contains("identical to line 2");
  }

  @Test
  void two_visits_of_one_guest_are_told_as_such() {
    RowIdentity guest = new RowIdentity("mobileAndName", "1\nana", true);

    assertThat(
            DuplicateRules.finding(
                guest, new DuplicateGroup(2, FIRST, List.of(2L, 5L), false), FIRST))
        .extracting(Finding::reason)
        .asString()
        .contains("the server stores one visit per guest");
  }

  @Test
  void a_mobile_that_is_not_the_key_is_only_a_warning() {
    DuplicateGroup twins = new DuplicateGroup(2, FIRST, List.of(2L, 5L), false);

    assertThat(DuplicateRules.finding(MOBILE, twins, FIRST)).isNull();
    assertThat(DuplicateRules.warning(MOBILE, twins)).contains("lines 2, 5;");
    assertThat(DuplicateRules.warning(JOB_NUMBER, twins)).isNull();
  }

  @Test
  void of_many_lines_a_few_are_named_and_the_rest_counted() {
    DuplicateGroup twins =
        new DuplicateGroup(1_000_000, FIRST, List.of(2L, 3L, 4L, 5L, 6L, 7L), false);

    assertThat(DuplicateRules.finding(JOB_NUMBER, twins, SECOND).reason())
        .contains("lines 2, 3, 4, 5, 6 and 999995 more");
  }

  @Test
  void one_row_has_no_twins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DuplicateGroup(1, FIRST, List.of(2L), true));
  }
}
