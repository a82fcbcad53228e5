package dev.senselink.batch.machine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A queue between threads, without a bound. Safe between threads.
 *
 * @param <T> what is handed on
 */
public final class WaitingLine<T> {
  private final Machine machine;
  private final Monitor monitor;
  private final Deque<T> line = new ArrayDeque<>();

  public WaitingLine(Machine machine) {
    this.machine = machine;
    this.monitor = machine.monitor();
  }

  /** Puts something at the end. */
  public void add(T next) {
    monitor.enter();
    try {
      line.add(next);
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
  }

  /** Takes what stands first; waits until something does. */
  public T take() throws InterruptedException {
    monitor.enter();
    try {
      while (line.isEmpty()) {
        monitor.await();
      }
      return line.remove();
    } finally {
      monitor.leave();
    }
  }

  /** The same; {@code null} where nothing came in this time. */
  public @Nullable T poll(Duration atMost) throws InterruptedException {
    Deadline over = Deadline.in(machine, atMost);
    monitor.enter();
    try {
      while (line.isEmpty() && !over.isOver()) {
        monitor.await(over.left());
      }
      return line.poll();
    } finally {
      monitor.leave();
    }
  }

  /** Moves what stands there now, at most so many, without waiting. */
  public void drainTo(Collection<? super T> into, int most) {
    monitor.enter();
    try {
      for (int moved = 0; moved < most && !line.isEmpty(); moved++) {
        into.add(line.remove());
      }
    } finally {
      monitor.leave();
    }
  }
}
