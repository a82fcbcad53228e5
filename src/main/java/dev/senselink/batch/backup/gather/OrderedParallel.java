package dev.senselink.batch.backup.gather;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.machine.TaskPool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Does many things at once and gives their results in the order in which they were begun. */
public final class OrderedParallel {
  private static final Duration LONGEST_END = Duration.ofSeconds(120);

  private OrderedParallel() {}

  /** What is done one after the other with the results. */
  public interface Sink<R> {
    void take(R result) throws IOException;
  }

  /** Where the things to be done come from. */
  public interface Tasks<R> {
    /** The next one; null when there is no other. */
    @Nullable Callable<R> next() throws IOException;
  }

  /**
   * Does them all. Throws what a task throws, after the others that were begun have ended.
   *
   * @param machine whose threads do them
   * @param workers threads
   * @param ahead how many results may wait for one before them
   */
  public static <R> void run(Machine machine, int workers, int ahead, Tasks<R> tasks, Sink<R> sink)
      throws IOException {
    TaskPool pool = new TaskPool(machine, "backup", workers);
    Deque<Promise<Done<R>>> begun = new ArrayDeque<>();
    try {
      for (Callable<R> task = tasks.next(); task != null; task = tasks.next()) {
        Callable<R> now = task;
        begun.add(pool.submit(() -> done(now)));
        if (begun.size() >= workers + ahead) {
          sink.take(begun.remove().join().result());
        }
      }
      while (!begun.isEmpty()) {
        sink.take(begun.remove().join().result());
      }
    } finally {
      pool.close(LONGEST_END); // nobody may write any more once this has ended
    }
  }

  /** What a task came to. */
  private record Done<R>(@Nullable R value, @Nullable IOException failure) {
    @SuppressWarnings("NullAway") // R says whether null is a result
    R result() throws IOException {
      if (failure != null) {
        throw failure;
      }
      return value;
    }
  }

  private static <R> Done<R> done(Callable<R> task) {
    try {
      return new Done<>(task.call(), null);
    } catch (IOException e) {
      return new Done<>(null, e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
