package dev.senselink.batch.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * So many may, the others wait; first come, first served. Each who waits has a promise of their
 * own, so that a permit given back wakes only whose it is now. Safe between threads.
 */
public final class PermitPool {
  private final Machine machine;
  private final Monitor monitor;
  private final Deque<Promise<Void>> line = new ArrayDeque<>();

  /** None while somebody stands in the line. */
  private long free;

  public PermitPool(Machine machine, long permits) {
    this.machine = machine;
    this.monitor = machine.monitor();
    this.free = permits;
  }

  /** Takes a permit; waits until it has one. */
  public void acquire() throws InterruptedException {
    Promise<Void> turn = takeOrStand();
    if (turn != null) {
      try {
        turn.await();
      } catch (InterruptedException e) {
        giveUp(turn);
        throw e;
      }
    }
  }

  /** The same; an interrupt does not end this wait. */
  public void acquireUninterruptibly() {
    Promise<Void> turn = takeOrStand();
    if (turn != null) {
      turn.join();
    }
  }

  /** The place in the line; {@code null} where no line was needed. */
  private @Nullable Promise<Void> takeOrStand() {
    monitor.enter();
    try {
      if (free > 0) {
        free--;
        return null;
      }
      Promise<Void> turn = new Promise<>(machine);
      line.add(turn);
      return turn;
    } finally {
      monitor.leave();
    }
  }

  private void giveUp(Promise<Void> turn) {
    boolean served;
    monitor.enter();
    try {
      served = !line.remove(turn);
    } finally {
      monitor.leave();
    }
    if (served) {
      release();
    }
  }

  /** Gives back, or adds, so many. */
  public void release(long permits) {
    List<Promise<Void>> served = new ArrayList<>();
    monitor.enter();
    try {
      free += permits;
      while (free > 0 && !line.isEmpty()) {
        free--;
        served.add(line.remove());
      }
    } finally {
      monitor.leave();
    }
    served.forEach(Promise::done);
  }

  /** Gives one back. */
  public void release() {
    release(1);
  }
}
