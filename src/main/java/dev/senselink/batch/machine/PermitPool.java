package dev.senselink.batch.machine;

import java.util.ArrayDeque;
import java.util.Deque;

/** So many may, the others wait; first come, first served. Safe between threads. */
public final class PermitPool {
  private final Monitor monitor;
  private final Deque<Object> line = new ArrayDeque<>();
  private long free;

  public PermitPool(Machine machine, long permits) {
    this.monitor = machine.monitor();
    this.free = permits;
  }

  /** Takes a permit; waits until it has one. */
  public void acquire() throws InterruptedException {
    Object me = new Object();
    monitor.enter();
    try {
      line.add(me);
      while (free <= 0 || line.peekFirst() != me) {
        monitor.await();
      }
      free--;
    } finally {
      line.remove(me);
      monitor.wakeAll();
      monitor.leave();
    }
  }

  /** Gives back, or adds, so many. */
  public void release(long permits) {
    monitor.enter();
    try {
      free += permits;
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
  }

  /** Gives one back. */
  public void release() {
    release(1);
  }
}
