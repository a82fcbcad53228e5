package dev.senselink.batch.job;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.roster.RowRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Works many photos at once. There are more workers than requests in flight, so that photos are
 * prepared while others wait for the server.
 */
final class PhotoSweep {
  private static final int WORKERS_PER_SLOT = 4;
  private static final int CHUNK = 100;

  /** Turns a photo into its outcome. */
  interface Work {
    Outcome of(RowRef ref, PhotoFile photo);
  }

  private final Work work;
  private final int workers;
  private volatile boolean draining;

  /**
   * @param slots the requests that may be in flight
   */
  PhotoSweep(Work work, int slots) {
    this.work = work;
    this.workers = slots * WORKERS_PER_SLOT;
  }

  /** Begins no further photo; those at work end. */
  void drain() {
    draining = true;
  }

  /**
   * Works them; ends when all are worked, or those at work when it was drained.
   *
   * @param done is given outcomes by this thread, some at a time
   */
  void run(List<PhotoFile> photos, Consumer<List<Outcome>> done) {
    ExecutorService pool = Executors.newFixedThreadPool(workers, PhotoSweep::daemon);
    var finished = new ExecutorCompletionService<Outcome>(pool);
    List<Outcome> chunk = new ArrayList<>();
    int begun = 0;
    int ended = 0;
    try {
      while (ended < begun || begun < photos.size() && !draining) {
        if (begun < photos.size() && begun - ended < workers && !draining) {
          int number = begun++;
          finished.submit(() -> work.of(new RowRef(number + 1, number + 2), photos.get(number)));
          continue;
        }
        chunk.add(finished.take().get());
        ended++;
        if (chunk.size() == CHUNK) {
          done.accept(List.copyOf(chunk));
          chunk.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
    done.accept(chunk);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "photo-check");
    thread.setDaemon(true);
    return thread;
  }
}
