package dev.senselink.batch.simulation;

import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.WrongSettingsException;
import dev.senselink.batch.ledger.LedgerException;
import dev.senselink.batch.roster.RosterException;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended, as the shell would be told.
 *
 * @param exit the exit code; -1 if the machine died
 */
record LifeEnd(int exit, String words, @Nullable RunEnd end, @Nullable Throwable trouble) {
  static LifeEnd dead() {
    return new LifeEnd(-1, "died", null, null);
  }

  static LifeEnd of(RunEnd end) {
    if (end.stopReason() != null) {
      return new LifeEnd(4, end.stopReason(), end, null);
    }
    boolean limited = "STOPPED".equals(end.summary().get("status"));
    boolean attention =
        end.tally().needingAttention() > 0 || end.summary().toString().contains("STOPPED");
    return new LifeEnd(attention && !limited ? 3 : 0, "ended", end, null);
  }

  /** What the shell is told of an exception; the same order as the program's own. */
  static LifeEnd of(RuntimeException e) {
    int exit =
        e instanceof WrongSettingsException
            ? 2
            : e instanceof RosterException
                ? 5
                : e instanceof StoppedException || e instanceof LedgerException ? 4 : 1;
    return new LifeEnd(exit, e.getClass().getSimpleName() + ": " + e.getMessage(), null, e);
  }
}
