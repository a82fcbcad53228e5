package dev.senselink.batch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RowReference;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When {@code --max-failures} is exceeded. */
class RunLimitsTest {
  private static Outcome outcome(int row, RowEnding ending) {
    return Outcome.of(new RowReference(row, row + 1L), ending, "CODE", "because");
  }

  /** Feeds this many good rows, then bad ones; answers after how many bad ones it braked, or -1. */
  private static int braked(RunLimits brakes, int good, int bad, RowEnding how) {
    for (int row = 1; row <= good; row++) {
      assertThat(brakes.add(outcome(row, RowEnding.CREATED))).isEmpty();
    }
    for (int n = 1; n <= bad; n++) {
      Optional<String> why = brakes.add(outcome(good + n, how));
      if (why.isPresent()) {
        assertThat(why.get()).contains("--max-failures").contains(n + " of " + (good + n));
        return n;
      }
    }
    return -1;
  }

  @ParameterizedTest
  @CsvSource({
    "3, false, 10, REJECTED_ROW, 4",
    "3, false, 10, REJECTED_PHOTO, 4",
    "3, false, 0, FAILED, 4",
    "3, false, 0, REVIEW, -1",
    "3, false, 0, NOT_ATTEMPTED, -1",
    "3, false, 0, SKIPPED_EXISTING, -1",
    "5, true, 100, FAILED, 6",
    "5, true, 0, FAILED, 50",
    "5, true, 46, FAILED, 4",
    "100, true, 0, FAILED, -1",
  })
  void more_failures_than_allowed_stop_the_run(
      double most, boolean percent, int good, RowEnding how, int after) {
    RunLimits brakes = new RunLimits(new ImportSettings.Limits(0, most, percent));

    assertThat(braked(brakes, good, 80, how)).isEqualTo(after);
  }

  @Test
  void without_a_limit_nothing_stops_it() {
    RunLimits brakes = new RunLimits(ImportSettings.Limits.none());

    assertThat(braked(brakes, 0, 500, RowEnding.FAILED)).isEqualTo(-1);
  }
}
