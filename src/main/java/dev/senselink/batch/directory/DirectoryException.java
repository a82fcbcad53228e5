package dev.senselink.batch.directory;

/** A directory command could not do what it was asked for; the message says why and what to do. */
public final class DirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of end it is. */
  public enum Kind {
    /** What was asked for cannot be meant; nothing was changed. */
    UNFIT,
    /** The server refused it. */
    REFUSED,
    /** The server is out of reach, lets nobody in, or did not say whether it was done. */
    STOPPED
  }

  private final Kind kind;

  DirectoryException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static DirectoryException unfit(String message) {
    return new DirectoryException(Kind.UNFIT, message);
  }

  public Kind kind() {
    return kind;
  }
}
