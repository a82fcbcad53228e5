package dev.senselink.batch.photo.engine;

import java.util.concurrent.Semaphore;

/**
 * A share of the heap that pictures in flight divide among them. Whoever needs more than there is
 * gets all of it, and so runs alone.
 */
final class MemoryBudget {

  private static final int UNIT = 1024;

  private final int units;
  private final Semaphore free;

  MemoryBudget(long bytes) {
    units = (int) Math.max(1, Math.min(bytes / UNIT, Integer.MAX_VALUE));
    // Fair, or a large picture would wait for as long as small ones come.
    free = new Semaphore(units, true);
  }

  /** A held share; to be closed by whoever took it. */
  interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits, uninterruptibly: a picture in hand is finished also when the run is being stopped. */
  Share take(long bytes) {
    int wanted = (int) Math.max(1, Math.min(bytes / UNIT + 1, units));
    free.acquireUninterruptibly(wanted);
    return () -> free.release(wanted);
  }
}
