package dev.senselink.batch.api;

import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The server's clock as its {@code Date} headers show it. It runs on by time that never steps: this
 * machine's clock may be set meanwhile. Requests are signed by this machine's clock until the
 * server says that it is wrong (10003); from then on by the server's.
 */
final class ServerClock {
  private static final Duration MOST_CORRECTED = Duration.ofHours(24);

  private final Machine machine;
  private volatile @Nullable Seen seen;
  private volatile boolean corrects;

  /**
   * What an answer told.
   *
   * @param nanos when it came, by the clock that never steps
   * @param offset how far the server's clock was ahead of this machine's
   */
  private record Seen(Instant date, long nanos, Duration offset) {}

  ServerClock(Machine machine) {
    this.machine = machine;
  }

  void saw(Instant date) {
    seen = new Seen(date, machine.nanos(), Duration.between(machine.wall().instant(), date));
  }

  /** Whether the server has told its time. */
  boolean heard() {
    return seen != null;
  }

  /** How far the server's clock is ahead of this machine's; zero before the first answer. */
  Duration offset() {
    Seen last = seen;
    return last == null ? Duration.ZERO : last.offset();
  }

  Instant now() {
    Seen last = seen;
    return last == null
        ? machine.wall().instant()
        : last.date().plusNanos(machine.nanos() - last.nanos());
  }

  /**
   * From now on signatures carry the server's time.
   *
   * @return false if that is more than a day off: a signature for a day to come could be used by
   *     whoever has it when that day has come
   */
  boolean correctSignatures() {
    if (isFar()) {
      return false;
    }
    corrects = true;
    return true;
  }

  /** Whether signatures carry the server's time. */
  boolean corrects() {
    return corrects;
  }

  long signingMillis() {
    return (corrects && !isFar() ? now() : machine.wall().instant()).toEpochMilli();
  }

  private boolean isFar() {
    return offset().abs().compareTo(MOST_CORRECTED) > 0;
  }
}
