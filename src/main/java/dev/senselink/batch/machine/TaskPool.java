package dev.senselink.batch.machine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does work on at most so many threads, which are started as they are needed. What the work throws
 * is the work's own to catch. Safe between threads.
 */
public final class TaskPool implements AutoCloseable {
  private final Machine machine;
  private final String name;
  private final int most;
  private final Monitor monitor;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final List<RunningTask> threads = new ArrayList<>();
  private int idle;
  private int atWork;
  private boolean closed;

  /**
   * @param name of its threads
   * @param most threads at once
   */
  public TaskPool(Machine machine, String name, int most) {
    this.machine = machine;
    this.name = name;
    this.most = most;
    this.monitor = machine.monitor();
  }

  /** Has it done by a thread, as soon as one is free; nothing once this is closed. */
  public void execute(Runnable work) {
    monitor.enter();
    try {
      if (closed) {
        return;
      }
      waiting.add(work);
      if (waiting.size() > idle && threads.size() < most) {
        threads.add(machine.start(name, this::serve));
      }
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
  }

  /** The same, for what comes to something; what it throws, the promise tells. */
  public <T> Promise<T> submit(Supplier<T> work) {
    return submit(work, settled -> {});
  }

  /**
   * The same.
   *
   * @param settled is given the promise once it is settled, by the thread that did the work
   */
  public <T> Promise<T> submit(Supplier<T> work, Consumer<Promise<T>> settled) {
    Promise<T> promise = new Promise<>(machine);
    execute(
        () -> {
          try {
            promise.keep(work.get());
          } catch (RuntimeException e) {
            promise.fail(e);
          } catch (Error e) {
            promise.fail(new IllegalStateException(e)); // else it would be waited for without end
            throw e;
          } finally {
            settled.accept(promise);
          }
        });
    return promise;
  }

  private void serve() {
    try {
      for (Runnable next = next(); next != null; next = next()) {
        try {
          next.run();
        } finally {
          ended();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Runnable next() throws InterruptedException {
    monitor.enter();
    try {
      idle++;
      while (waiting.isEmpty() && !closed) {
        monitor.await();
      }
      Runnable next = waiting.poll();
      atWork += next == null ? 0 : 1;
      return next;
    } finally {
      idle--;
      monitor.leave();
    }
  }

  private void ended() {
    monitor.enter();
    try {
      atWork--;
      if (closed) {
        monitor.wakeAll();
      }
    } finally {
      monitor.leave();
    }
  }

  /** Begins nothing more, waits so long for what is at work to end, and then asks it to. */
  public void close(Duration patience) {
    Deadline over = Deadline.in(machine, patience);
    monitor.enter();
    try {
      beginNothing();
      while (atWork > 0 && !over.isOver()) {
        monitor.await(over.left());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.forEach(RunningTask::interrupt);
      monitor.leave();
    }
  }

  /** Begins nothing more and asks what is at work to end; does not wait for it. */
  @Override
  public void close() {
    monitor.enter();
    try {
      beginNothing();
      threads.forEach(RunningTask::interrupt);
    } finally {
      monitor.leave();
    }
  }

  private void beginNothing() {
    closed = true;
    waiting.clear();
    monitor.wakeAll();
  }
}
