package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.transaction.TransactionSystemException;

/** What the driver's failures mean, in words and with the exit code that belongs to them. */
final class PostgresFailure {
  /** Connections, resources, the server itself, its disks; and one that may only be read by now. */
  private static final Pattern LOST = Pattern.compile("(08|53|57|58).{3}|25006");

  private PostgresFailure() {}

  /** Why a database could not be opened. */
  static LedgerException opening(SharedDatabase at, Exception e) {
    PSQLException said = said(e);
    String state = said == null ? "" : state(said);
    if (said != null && isProtection(said)) {
      return unfit(words("database.tls", at), e);
    }
    if (state.startsWith("28")) {
      return unfit(words("database.user", at), e);
    }
    if (state.equals("3D000")) {
      return unfit(words("database.none", at), e);
    }
    if (state.equals("42501")) {
      return unfit(words("database.rights", at), e);
    }
    return new LedgerException(
        LedgerException.Kind.BROKEN, words("database.away", at, reason(e)), e);
  }

  /**
   * What a failure of the driver is to whoever works with a connection.
   *
   * @param tidies whether something was only to be undone or put in order
   * @return {@code null} if nothing has failed: with its locks lost there is nothing left of it
   * @throws LedgerException if the locks are lost: that has ended the connection
   */
  static @Nullable Throwable meant(Throwable said, ServerLocks locks, boolean tidies) {
    if (tidies && locks.isLost()) {
      return null;
    }
    locks.mustBeHeld();
    // So the driver says that the connection went away amid a batch; nobody waits for an Error.
    return said instanceof AssertionError
        ? new PSQLException(said.toString(), PSQLState.CONNECTION_FAILURE, said)
        : said;
  }

  private static LedgerException unfit(String words, Exception e) {
    return new LedgerException(LedgerException.Kind.UNFIT, words, e);
  }

  /** It has no state of its own: either there is no TLS, or what it proves is not trusted. */
  private static boolean isProtection(PSQLException said) {
    for (Throwable cause = said; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
        return true;
      }
    }
    String words = String.valueOf(said.getMessage());
    return words.contains(" SSL") || words.contains("verified");
  }

  private static @Nullable PSQLException said(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException said) {
        return said;
      }
    }
    return null;
  }

  /** What the machine says at the bottom of it, without the driver's words, which hold values. */
  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause instanceof SQLException sql
        ? "SQLSTATE " + sql.getSQLState()
        : cause.getClass().getSimpleName().replaceFirst("Exception$", "");
  }

  /**
   * Whether a failure is that the database does not answer any more, or not as it should: no defect
   * of the program.
   */
  static boolean isLost(@Nullable Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      // The other engine has such states of its own, and they are of a folder of this machine.
      // What failed first is not among the causes of the rollback that failed after it.
      if (cause instanceof PSQLException sql && LOST.matcher(state(sql)).matches()
          || cause instanceof TransactionSystemException rollback
              && isLost(rollback.getApplicationException())) {
        return true;
      }
    }
    return false;
  }

  private static String state(SQLException e) {
    return String.valueOf(e.getSQLState());
  }
}
