package dev.senselink.batch.cli.console;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

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

  /** The code of this number. */
  public static ExitCode of(int number) {
    return Arrays.stream(values())
        .filter(code -> code.number == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no exit code " + number));
  }

  /** Of several the one that matters most, {@link #DONE} of none. */
  public static ExitCode first(Collection<ExitCode> several) {
    return Stream.of(DEFECT, INPUT, USAGE, STOPPED, ATTENTION)
        .filter(several::contains)
        .findFirst()
        .orElse(DONE);
  }
}
