package dev.senselink.batch.directory.records;

/** The file that records are appended to cannot be used. */
public final class RecordFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is the matter. */
  public enum Kind {
    /** It holds something else, or somebody else writes to it: nothing was begun. */
    UNFIT,
    /** It can no longer be read or written. */
    BROKEN
  }

  private final Kind kind;

  RecordFileException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
