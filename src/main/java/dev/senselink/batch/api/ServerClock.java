package dev.senselink.batch.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The server's clock as its {@code Date} headers show it. Requests are signed by this machine's
 * clock until the server says that it is wrong (10003); from then on by the server's.
 */
final class ServerClock {
  private final Clock local;
  private volatile Duration seen = Duration.ZERO;
  private volatile boolean heard;
  private volatile boolean corrects;

  ServerClock(Clock local) {
    this.local = local;
  }

  void saw(Instant date) {
    seen = Duration.between(local.instant(), date);
    heard = true;
  }

  /** Whether the server has told its time. */
  boolean heard() {
    return heard;
  }

  /** How far the server's clock is ahead of this machine's; zero before the first answer. */
  Duration offset() {
    return seen;
  }

  Instant now() {
    return local.instant().plus(seen);
  }

  void correctSignatures() {
    corrects = true;
  }

  long signingMillis() {
    return (corrects ? now() : local.instant()).toEpochMilli();
  }
}
