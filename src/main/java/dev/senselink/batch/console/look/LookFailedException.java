package dev.senselink.batch.console.look;

/** What was to be looked up could not be; its message says why, to people. */
public final class LookFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LookFailedException(String message) {
    super(message);
  }
}
