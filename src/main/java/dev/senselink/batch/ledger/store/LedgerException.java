package dev.senselink.batch.ledger.store;

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

  public Kind kind() {
    return kind;
  }
}
