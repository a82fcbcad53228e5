package dev.senselink.batch.api;

/** A setting of the connection that cannot be used; the message says which and what to do. */
public final class UnusableSettings extends IllegalArgumentException {
  public UnusableSettings(String message) {
    super(message);
  }

  public UnusableSettings(String message, Throwable cause) {
    super(message, cause);
  }
}
