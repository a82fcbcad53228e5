package dev.senselink.batch.sandbox.fault;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The server takes its time. */
public final class ServerPause {
  private ServerPause() {}

  /** Waits; a stop of the server ends the wait early. */
  public static void of(Duration time) {
    if (time.isZero() || time.isNegative()) {
      return;
    }
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      LockSupport.parkNanos(left);
    }
  }
}
