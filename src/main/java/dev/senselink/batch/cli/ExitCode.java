package dev.senselink.batch.cli;

/** What the shell sees. The numbers are a promise: add, never renumber. */
public enum ExitCode {
  /** Done; nothing needs attention. */
  DONE(0),
  /** A defect in this program. */
  DEFECT(1),
  /** Wrong usage or configuration; nothing was started. */
  USAGE(2),
  /** Ran to its end, but something needs attention. */
  ATTENTION(3),
  /** Stopped before its end; the same command resumes it. */
  STOPPED(4),
  /** The input cannot be read. */
  INPUT(5);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
