package dev.senselink.batch.photo.folder;

/** A photos folder or zip that cannot be used at all. The message says what to do. */
public final class PhotoFolderException extends RuntimeException {

  /** Whose mistake it is, which decides the exit code. */
  public enum Kind {
    /** There is no such folder or file: wrong usage. */
    NOT_THERE,
    /** It is there, but cannot be read: encrypted, damaged, not a zip. */
    UNREADABLE
  }

  private final Kind kind;

  PhotoFolderException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  PhotoFolderException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Whose mistake it is. */
  public Kind kind() {
    return kind;
  }
}
