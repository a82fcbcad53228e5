package dev.senselink.batch.console.imports;

/** A file that is not taken; its message says why, and what to do. */
final class UploadRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String instead;

  UploadRefusedException(String message) {
    this(message, "");
  }

  /**
   * One that is something else.
   *
   * @param instead what it is rather: {@code list} or {@code photos}
   */
  UploadRefusedException(String message, String instead) {
    super(message);
    this.instead = instead;
  }

  /** What it would be taken as; {@code ""} for nothing. */
  String instead() {
    return instead;
  }
}
