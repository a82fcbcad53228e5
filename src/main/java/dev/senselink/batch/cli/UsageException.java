package dev.senselink.batch.cli;

/** The command cannot be started as given: exit code 2. The message says what to write instead. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
