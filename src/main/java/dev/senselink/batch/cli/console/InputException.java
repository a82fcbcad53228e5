package dev.senselink.batch.cli.console;

/** What a command was given to read cannot be read: exit code 5. The message says what to do. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }
}
