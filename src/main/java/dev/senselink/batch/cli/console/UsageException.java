package dev.senselink.batch.cli.console;

/** The command cannot be started as given: exit code 2. The message says what to write instead. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
