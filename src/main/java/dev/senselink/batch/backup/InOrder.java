package dev.senselink.batch.backup;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does many things at once and gives their results in the order in which they were begun. */
final class InOrder {
  private static final long LONGEST_END_SECONDS = 120;

  private InOrder() {}

  /** What is done one after the other with the results. */
  interface Sink<R> {
    void take(R result) throws IOException;
  }

  /** Where the things to be done come from. */
  interface Tasks<R> {
    /** The next one; null when there is no other. */
    @Nullable Callable<R> next() throws IOException;
  }

  /**
   * Does them all. Throws what a task throws, after the others that were begun have ended.
   *
   * @param workers threads
   * @param ahead how many results may wait for one before them
   */
  static <R> void run(int workers, int ahead, Tasks<R> tasks, Sink<R> sink) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    Deque<Future<R>> begun = new ArrayDeque<>();
    try {
      for (Callable<R> task = tasks.next(); task != null; task = tasks.next()) {
        begun.add(pool.submit(task));
        if (begun.size() >= workers + ahead) {
          sink.take(result(begun.remove()));
        }
      }
      while (!begun.isEmpty()) {
        sink.take(result(begun.remove()));
      }
    } finally {
      begun.forEach(task -> task.cancel(false));
      end(pool);
    }
  }

  private static <R> R result(Future<R> task) throws IOException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("nobody interrupts this", e);
    }
  }

  /** Nobody may write any more once this has ended. */
  private static void end(ExecutorService pool) {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
