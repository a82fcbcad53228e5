package dev.senselink.batch.job;

/** The job stopped before its end, and the same command resumes it (exit code 4). */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoppedException(String message) {
    super(message);
  }
}
