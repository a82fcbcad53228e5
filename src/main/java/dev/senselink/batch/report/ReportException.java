package dev.senselink.batch.report;

/** The report folder cannot be written; the run stops in order (exit code 4). */
public final class ReportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
