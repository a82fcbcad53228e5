package dev.senselink.batch.job;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;

/** Tells a data folder that cannot be written any more from a defect of the program. */
public final class DataFolderFailure {
  private DataFolderFailure() {}

  /** What to throw where nothing can be written below a folder; the file's name is not told. */
  public static LedgerException unwritable(Path below, IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return new LedgerException(
        LedgerException.Kind.BROKEN, words("folder.unwritable.why", below, kind), e);
  }

  /** What to throw for what ended the work. */
  public static RuntimeException of(Throwable trouble, Path data) {
    LedgerException lost = LedgerException.lostDatabase(trouble);
    if (lost != null) {
      return lost;
    }
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      boolean defect =
          cause instanceof DataIntegrityViolationException
              || cause instanceof BadSqlGrammarException;
      if (cause instanceof DataAccessException && !defect) {
        return new LedgerException(
            LedgerException.Kind.BROKEN, words("folder.data.full", data), trouble);
      }
    }
    return trouble instanceof RuntimeException e ? e : new IllegalStateException(trouble);
  }
}
