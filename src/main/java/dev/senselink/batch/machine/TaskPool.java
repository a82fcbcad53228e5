package dev.senselink.batch.machine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

  /** Threads without work; each waits alone, so that new work wakes only who does it. */
  private final Deque<Promise<Optional<Runnable>>> idle = new ArrayDeque<>();

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
    Promise<Optional<Runnable>> free;
    monitor.enter();
    try {
      if (closed) {
        return;
      }
      free = idle.pollLast(); // the one that worked last has most at hand
      if (free != null) {
        atWork++;
      } else {
        waiting.add(work);
        if (threads.size() < most) {
          threads.add(machine.start(name, this::serve));
        }
      }
    } finally {
      monitor.leave();
    }
    if (free != null) {
      free.keep(Optional.of(work));
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
    for (Optional<Runnable> next = next(); next.isPresent(); next = next()) {
      try {
        next.get().run();
      } finally {
        ended();
      }
    }
  }

  /** The next work; empty where there will be none for this thread. */
  private Optional<Runnable> next() {
    Promise<Optional<Runnable>> turn;
    monitor.enter();
    try {
      if (!waiting.isEmpty() || closed) {
        Optional<Runnable> next = Optional.ofNullable(waiting.poll());
        atWork += next.isPresent() ? 1 : 0;
        return next;
      }
      turn = new Promise<>(machine);
      idle.add(turn);
    } finally {
      monitor.leave();
    }
    try {
      return turn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return givenMeanwhile(turn);
    }
  }

  /** What was handed to a thread that no longer waits must not be lost. */
  private Optional<Runnable> givenMeanwhile(Promise<Optional<Runnable>> turn) {
    monitor.enter();
    try {
      if (idle.remove(turn)) {
        return Optional.empty();
      }
    } finally {
      monitor.leave();
    }
    return turn.join();
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
    beginNothing();
    monitor.enter();
    try {
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
    beginNothing();
    monitor.enter();
    try {
      threads.forEach(RunningTask::interrupt);
    } finally {
      monitor.leave();
    }
  }

  private void beginNothing() {
    List<Promise<Optional<Runnable>>> free;
    monitor.enter();
    try {
      closed = true;
      waiting.clear();
      free = List.copyOf(idle);
      idle.clear();
    } finally {
      monitor.leave();
    }
    free.forEach(turn -> turn.keep(Optional.empty()));
  }
}
