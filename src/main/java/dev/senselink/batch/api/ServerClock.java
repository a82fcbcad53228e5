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

  void correctSignatures() {
    corrects = true;
  }

  long signingMillis() {
    return (corrects ? now() : machine.wall().instant()).toEpochMilli();
  }
}
