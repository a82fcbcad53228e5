package dev.senselink.batch.machine;

import java.time.Duration;

/** A moment to come, by the clock that never steps. Immutable. */
public final class Deadline {
  /** Longer than any wait, and far from an overflow. */
  private static final long LONGEST = Long.MAX_VALUE / 4;

  private final Machine machine;
  private final long at;

  private Deadline(Machine machine, long at) {
    this.machine = machine;
    this.at = at;
  }

  /** So long from now; a negative time is over already. */
  public static Deadline in(Machine machine, Duration time) {
    return since(machine, machine.nanos(), time);
  }

  /**
   * So long from a moment.
   *
   * @param nanos the moment, by {@link Machine#nanos}
   */
  public static Deadline since(Machine machine, long nanos, Duration time) {
    return new Deadline(machine, nanos + inNanos(time));
  }

  private static long inNanos(Duration time) {
    return time.compareTo(Duration.ofNanos(LONGEST)) > 0 ? LONGEST : time.toNanos();
  }

  /** Whether it has come. */
  public boolean isOver() {
    return at - machine.nanos() <= 0;
  }

  /** The time until then; zero once it has come. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, at - machine.nanos()));
  }
}
