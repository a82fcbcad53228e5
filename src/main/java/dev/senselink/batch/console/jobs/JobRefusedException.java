package dev.senselink.batch.console.jobs;

/** A job is not kept; its message says why, and what to do. */
public final class JobRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  JobRefusedException(String message) {
    super(message);
  }
}
