package dev.senselink.batch.api;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Thrown once and for all; whoever waits wakes at once. */
final class HaltSwitch {
  private final CountDownLatch latch = new CountDownLatch(1);

  void throwIt() {
    latch.countDown();
  }

  boolean thrown() {
    return latch.getCount() == 0;
  }

  /** Waits; false when halted, or interrupted, before the time was over. */
  boolean waitFor(Duration time) {
    try {
      return !latch.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
