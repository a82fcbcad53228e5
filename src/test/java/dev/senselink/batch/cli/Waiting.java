package dev.senselink.batch.cli;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, never for a time. */
public final class Waiting {
  private static final long LONGEST_NANOS = 300_000_000_000L;
  private static final long LOOK_NANOS = 20_000_000L;

  private Waiting() {}

  public static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come true within five minutes");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
