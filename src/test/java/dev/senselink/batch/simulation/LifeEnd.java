package dev.senselink.batch.simulation;

import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.export.ExportEnd;
import dev.senselink.batch.job.restore.DamagedBackupException;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.table.TableFileException;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended, as the shell would be told.
 *
 * @param exit the exit code; -1 if the machine died
 */
record LifeEnd(int exit, String words, @Nullable RunEnd end, @Nullable Throwable trouble) {
  /** The words of an export that found much less than the old backup holds. */
  static final String SHRUNK = "shrunk";

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

  /** Whether what was exported has taken the place of the old backup is in the words. */
  static LifeEnd of(ExportEnd end) {
    boolean shrunk = !end.exported().shrunk().isEmpty();
    boolean attention = shrunk || end.exported().incomplete();
    return new LifeEnd(attention ? 3 : 0, shrunk ? SHRUNK : "ended", null, null);
  }

  /** There was nothing to do. */
  static LifeEnd nothing() {
    return new LifeEnd(0, "nothing to do", null, null);
  }

  private static int of(BackupException.Kind kind) {
    return switch (kind) {
      case OCCUPIED -> 2;
      case UNWRITABLE, STOPPED -> 4;
      case NOT_THERE, NO_BACKUP, PASSWORD, NOT_ENCRYPTED, DAMAGED -> 5;
    };
  }

  /** What the shell is told of an exception; the same order as the program's own. */
  static LifeEnd of(RuntimeException e) {
    int exit =
        e instanceof SettingsMismatchException
            ? 2
            : e instanceof TableFileException || e instanceof DamagedBackupException
                ? 5
                : e instanceof StoppedException || e instanceof LedgerException
                    ? 4
                    : e instanceof BackupException backup ? of(backup.kind()) : 1;
    return new LifeEnd(exit, e.getClass().getSimpleName() + ": " + e.getMessage(), null, e);
  }
}
