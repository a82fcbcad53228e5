package dev.senselink.batch.sandbox;

import java.time.Duration;

/** The server takes its time. */
final class Pause {
  private Pause() {}

  /** Waits; a stop of the server ends the wait early. */
  static void of(Duration time) {
    if (time.isZero() || time.isNegative()) {
      return;
    }
    try {
      Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
