package dev.senselink.batch.job;

/** The settings do not fit what was found, and nothing was started (exit code 2). */
public final class SettingsMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SettingsMismatchException(String message) {
    super(message);
  }
}
