package dev.senselink.batch.ledger.store;

import org.jspecify.annotations.Nullable;

/** The data folder cannot be used: ends the job. The message says where and what to do. */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, as far as the exit code cares. */
  public enum Kind {
    /** Another run holds the lock. */
    LOCKED,
    /** The folder must not be used at all: wrong configuration. */
    UNFIT,
    /** The folder cannot be read or written. */
    BROKEN
  }

  private final Kind kind;

  public LedgerException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public LedgerException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /**
   * What is to be told of a failure behind which a shared database is that does not answer any
   * more, or of which another part of the program has said what it is; {@code null} for any other.
   */
  public static @Nullable LedgerException lostDatabase(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof LedgerException told) {
        return told;
      }
    }
    return PostgresFailure.isLost(e)
        ? new LedgerException(Kind.BROKEN, LedgerMessages.words("database.lost"), e)
        : null;
  }

  /** What is told of a database that cannot be opened, be it a folder or a shared one. */
  static LedgerException opening(Object place, Exception e) {
    if (place instanceof SharedDatabase at) {
      return PostgresFailure.opening(at, e);
    }
    String why = firstLine(e);
    return new LedgerException(Kind.BROKEN, LedgerMessages.words("database.open", place, why), e);
  }

  static String firstLine(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String said = cause.getMessage();
    String message = said == null ? cause.getClass().getSimpleName() : said;
    return message.lines().findFirst().orElse(message);
  }

  public Kind kind() {
    return kind;
  }
}
