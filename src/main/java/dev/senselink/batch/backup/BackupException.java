package dev.senselink.batch.backup;

/**
 * A backup cannot be read, or not be written where it was to go. The message says what is wrong and
 * what to do; it names files and ids, never people.
 */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble. */
  public enum Kind {
    /** There is nothing at this path, or it may not be read. */
    NOT_THERE,
    /** It is neither a folder nor a zip. */
    NO_BACKUP,
    /** The password is missing or wrong. */
    PASSWORD,
    /** Something inside is not as it was written. */
    DAMAGED,
    /** The folder to be written holds something else: nothing was touched. */
    OCCUPIED,
    /** It cannot be written: no room, no permission. */
    UNWRITABLE
  }

  private final Kind kind;
  private final String file;

  BackupException(Kind kind, String file, String message) {
    super(message);
    this.kind = kind;
    this.file = file;
  }

  BackupException(Kind kind, String file, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.file = file;
  }

  /** Damage of a file inside the backup. */
  static BackupException damaged(String file, String what) {
    return new BackupException(Kind.DAMAGED, file, file + ": " + what);
  }

  public Kind kind() {
    return kind;
  }

  /** The file inside the backup, or the path of the backup itself. */
  public String file() {
    return file;
  }
}
