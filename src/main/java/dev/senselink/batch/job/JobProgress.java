package dev.senselink.batch.job;

import dev.senselink.batch.outcome.OutcomeTally;
import java.time.Duration;
import java.util.Optional;

/** Who watches a job. All calls may come from any thread. */
public interface JobProgress {
  /** A line for the user: what is going on, or what to look at. */
  void say(String line);

  /**
   * What goes on while no row is worked, for as long as nothing else is said: reading the roster,
   * asking what became of lost answers, an outage.
   */
  default void waiting(String what) {
    say(what);
  }

  /** How far a job without rows is; nobody has to know. */
  default void stage(String what) {
    waiting(what);
  }

  /**
   * Asks whoever sits there.
   *
   * @return empty if nobody can be asked
   */
  default Optional<Boolean> asked(String question) {
    return Optional.empty();
  }

  /**
   * The same, where silence for so long is a no.
   *
   * @return empty if nobody can be asked
   */
  default Optional<Boolean> asked(String question, Duration patience) {
    return Optional.empty();
  }

  /** Whether there is somebody to be asked. */
  default boolean canAsk() {
    return false;
  }

  /**
   * Rows so far.
   *
   * @param done rows that have an outcome, earlier processes of the run included
   * @param total rows of the roster
   */
  void rows(long done, long total, OutcomeTally tally);
}
