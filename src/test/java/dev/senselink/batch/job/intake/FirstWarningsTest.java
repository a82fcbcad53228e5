package dev.senselink.batch.job.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.roster.RowReference;
import org.junit.jupiter.api.Test;

class FirstWarningsTest {
  private final FirstWarnings warnings = new FirstWarnings();

  private void warn(int row, String text) {
    warnings.add(new RowReference(row, row + 1), text);
  }

  @Test
  void one_cause_is_told_once_with_its_lines() {
    warn(4, "mobile is short");
    warn(1, "mobile is short");
    warn(2, "name is odd");
    warnings.add("two files are skipped");

    assertThat(warnings.told())
        .containsExactly(
            "lines 2, 5: mobile is short", "line 3: name is odd", "two files are skipped");
  }

  @Test
  void of_many_lines_the_first_are_named_and_the_others_counted() {
    for (int row = 1; row <= 8; row++) {
      warn(row, "mobile is short");
    }

    assertThat(warnings.told()).containsExactly("lines 2, 3, 4, 5, 6 and 3 more: mobile is short");
  }

  @Test
  void beyond_what_is_kept_the_number_is_told() {
    for (int row = 1; row <= 60; row++) {
      warn(row, "odd " + row);
    }

    assertThat(warnings.told()).hasSize(51).last().asString().contains("10 more");
  }
}
