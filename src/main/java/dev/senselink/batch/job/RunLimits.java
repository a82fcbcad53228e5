package dev.senselink.batch.job;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.Optional;

/** Counts what this process has worked, and says when it is enough. One thread. */
public final class RunLimits {
  /** A percentage means nothing before so many rows. */
  private static final long FEWEST_FOR_PERCENT = 50;

  private final ImportSettings.Limits limits;
  private long worked;
  private long failed;

  public RunLimits(ImportSettings.Limits limits) {
    this.limits = limits;
  }

  /** Counts a row; tells why to stop if there were too many failures by now. */
  public Optional<String> add(Outcome outcome) {
    worked++;
    RowEnding.Group group = outcome.ending().group();
    if (group == RowEnding.Group.REJECTED || group == RowEnding.Group.FAILED) {
      failed++;
    }
    return tooMany() ? Optional.of(words("stop.failures", failed, worked)) : Optional.empty();
  }

  private boolean tooMany() {
    if (limits.failures() <= 0) {
      return false;
    }
    return limits.failuresArePercent()
        ? worked >= FEWEST_FOR_PERCENT && failed * 100.0 > limits.failures() * worked
        : failed > limits.failures();
  }
}
