package dev.senselink.batch.api;

/** A setting of the connection that cannot be used; the message says which and what to do. */
public final class UnusableSettingsException extends IllegalArgumentException {
  public UnusableSettingsException(String message) {
    super(message);
  }

  public UnusableSettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
