package dev.senselink.batch.cli;

/** The server refused what a command asked of it (exit code 3). */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
