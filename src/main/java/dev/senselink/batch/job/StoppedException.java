package dev.senselink.batch.job;

import dev.senselink.batch.api.StopCause;

/** The job stopped before its end, and the same command resumes it (exit code 4). */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean asked;

  public StoppedException(String message) {
    this(message, false);
  }

  private StoppedException(String message, boolean asked) {
    super(message);
    this.asked = asked;
  }

  /** Somebody wanted it: there is no cause to look for. */
  public static StoppedException asked(String message) {
    return new StoppedException(message, true);
  }

  public static StoppedException of(StopCause cause) {
    return new StoppedException(cause.words(), cause.kind() == StopCause.Kind.STOPPED);
  }

  /** Whether somebody wanted it. */
  public boolean isAsked() {
    return asked;
  }
}
