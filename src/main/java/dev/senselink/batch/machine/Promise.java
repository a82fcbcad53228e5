package dev.senselink.batch.machine;

import org.jspecify.annotations.Nullable;

/**
 * Something that will be done by another thread, and may fail. Safe between threads.
 *
 * @param <T> what it comes to
 */
public final class Promise<T> {
  private final Monitor monitor;
  private boolean kept;
  private @Nullable T value;
  private @Nullable RuntimeException failure;

  public Promise(Machine machine) {
    this.monitor = machine.monitor();
  }

  /** One that is kept already. */
  public static Promise<Void> alreadyKept(Machine machine) {
    Promise<Void> promise = new Promise<>(machine);
    promise.done();
    return promise;
  }

  /** It is done; a promise of nothing is kept with {@link #done}. Only the first word counts. */
  public void keep(T result) {
    settle(result, null);
  }

  /** It is done, and there is nothing to hand over. */
  public void done() {
    settle(null, null);
  }

  /** It cannot be done. */
  public void fail(RuntimeException why) {
    settle(null, why);
  }

  private void settle(@Nullable T result, @Nullable RuntimeException why) {
    monitor.enter();
    try {
      if (!kept) {
        value = result;
        failure = why;
        kept = true;
        monitor.wakeAll();
      }
    } finally {
      monitor.leave();
    }
  }

  /** Whether it is done, or has failed. */
  public boolean isSettled() {
    monitor.enter();
    try {
      return kept;
    } finally {
      monitor.leave();
    }
  }

  /**
   * Waits until it is done.
   *
   * @throws RuntimeException what it failed with
   */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // T says whether null is a result
  public T await() throws InterruptedException {
    monitor.enter();
    try {
      while (!kept) {
        monitor.await();
      }
      if (failure != null) {
        throw failure;
      }
      return value;
    } finally {
      monitor.leave();
    }
  }

  /**
   * Waits until it is done. An interrupt does not end this wait: what was promised is about to
   * come, and who asked for it must know how it ended.
   *
   * @throws RuntimeException what it failed with
   */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // T says whether null is a result
  public T join() {
    boolean interrupted = false;
    monitor.enter();
    try {
      while (!kept) {
        try {
          monitor.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (failure != null) {
        throw failure;
      }
      return value;
    } finally {
      monitor.leave();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
