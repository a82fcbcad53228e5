package dev.senselink.batch.api.client;

import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The server's clock as the {@code Date} headers of its envelopes show it; a page of a gateway's
 * tells the gateway's. It runs on by time that never steps: this machine's clock may be set
 * meanwhile. A jump of more than a minute counts once a second answer confirms it. Requests are
 * signed by this machine's clock until the server says that it is wrong (10003); from then on by
 * the server's.
 */
public final class ServerClock {
  private static final Duration MOST_CORRECTED = Duration.ofHours(24);
  private static final Duration JUMP = Duration.ofMinutes(1);

  private final Machine machine;
  private final AtomicReference<Known> known = new AtomicReference<>(new Known(null, null));
  private volatile boolean corrects;

  /**
   * What an answer told.
   *
   * @param nanos when it came, by the clock that never steps
   * @param offset how far the server's clock was ahead of this machine's
   */
  record Seen(Instant date, long nanos, Duration offset) {
    /** Whether both may be told by one clock. */
    private boolean agrees(Seen other) {
      Instant then = other.date.plusNanos(nanos - other.nanos);
      return Duration.between(then, date).abs().compareTo(JUMP) <= 0;
    }
  }

  /**
   * What is known.
   *
   * @param doubtful a jump that nobody has confirmed yet
   */
  private record Known(@Nullable Seen seen, @Nullable Seen doubtful) {
    Known and(Seen now) {
      boolean fits = seen == null || now.agrees(seen);
      boolean confirmed = doubtful != null && now.agrees(doubtful);
      return fits || confirmed ? new Known(now, null) : new Known(seen, now);
    }
  }

  ServerClock(Machine machine) {
    this.machine = machine;
  }

  /** What a date tells that has come just now; it counts with {@link #saw} only. */
  Seen told(Instant date) {
    return new Seen(date, machine.nanos(), Duration.between(machine.wall().instant(), date));
  }

  /** The date came with an envelope of the server's. */
  void saw(Seen date) {
    known.updateAndGet(before -> before.and(date));
  }

  private @Nullable Seen seen() {
    return Objects.requireNonNull(known.get()).seen();
  }

  /** Whether the server has told its time. */
  boolean heard() {
    return seen() != null;
  }

  /** How far the server's clock is ahead of this machine's; zero before the first answer. */
  Duration offset() {
    Seen last = seen();
    return last == null ? Duration.ZERO : last.offset();
  }

  Instant now() {
    Seen last = seen();
    return last == null
        ? machine.wall().instant()
        : last.date().plusNanos(machine.nanos() - last.nanos());
  }

  /**
   * From now on signatures carry the server's time; that it says so confirms a jump, too.
   *
   * @return false if that is more than a day off: a signature for a day to come could be used by
   *     whoever has it when that day has come
   */
  boolean startCorrecting() {
    known.updateAndGet(now -> now.doubtful() == null ? now : new Known(now.doubtful(), null));
    if (isFar()) {
      return false;
    }
    corrects = true;
    return true;
  }

  /** Whether signatures carry the server's time. */
  boolean signsByServerTime() {
    return corrects;
  }

  public long signingMillis() {
    return (corrects && !isFar() ? now() : machine.wall().instant()).toEpochMilli();
  }

  private boolean isFar() {
    return offset().abs().compareTo(MOST_CORRECTED) > 0;
  }
}
