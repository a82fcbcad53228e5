package dev.senselink.batch.photo.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Waits for another thread's result whoever wants the wait to end. */
final class UninterruptibleWait {
  private UninterruptibleWait() {}

  /**
   * The result; an interrupt meanwhile is left for the caller's next wait.
   *
   * @throws IllegalStateException if the work threw
   */
  static <T extends @Nullable Object> T of(Future<T> result) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
