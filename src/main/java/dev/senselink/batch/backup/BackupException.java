package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

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
    /**
     * A password was given, and something in it is not encrypted: anybody can have put it there.
     */
    NOT_ENCRYPTED,
    /** Something inside is not as it was written. */
    DAMAGED,
    /** The folder to be written holds something else: nothing was touched. */
    OCCUPIED,
    /** It cannot be written: no room, no permission. */
    UNWRITABLE,
    /** The server did not give what nothing goes without, or a stop was asked for. */
    STOPPED
  }

  private final Kind kind;
  private final String file;
  private final String what;

  public BackupException(Kind kind, String file, String message) {
    super(message);
    this.kind = kind;
    this.file = file;
    this.what = message;
  }

  public BackupException(Kind kind, String file, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.file = file;
    this.what = message;
  }

  private BackupException(String file, String what) {
    super(file + ": " + what);
    this.kind = Kind.DAMAGED;
    this.file = file;
    this.what = what;
  }

  /** Damage of a file inside the backup. */
  public static BackupException damaged(String file, String what) {
    return new BackupException(file, what);
  }

  /** A target that cannot be written. */
  public static BackupException unwritable(Path target, IOException why) {
    return new BackupException(
        Kind.UNWRITABLE, target.toString(), words("into.unwritable", target, reason(why)), why);
  }

  /** In the system's words; where it has none, the kind of trouble. */
  private static String reason(IOException why) {
    String said = why instanceof FileSystemException system ? system.getReason() : why.getMessage();
    return said == null ? why.getClass().getSimpleName().replace("Exception", "") : said;
  }

  public Kind kind() {
    return kind;
  }

  /** The file inside the backup, or the path of the backup itself. */
  public String file() {
    return file;
  }

  /** The message without the file's name in front. */
  public String what() {
    return what;
  }
}
