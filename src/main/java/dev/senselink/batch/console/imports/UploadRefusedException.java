package dev.senselink.batch.console.imports;

/** A file that is not taken; its message says why, and what to do. */
final class UploadRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  UploadRefusedException(String message) {
    super(message);
  }
}
