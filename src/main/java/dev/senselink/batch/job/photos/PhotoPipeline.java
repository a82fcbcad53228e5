package dev.senselink.batch.job.photos;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.machine.TaskPool;
import dev.senselink.batch.machine.WaitingLine;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.roster.RowReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Works many photos at once. There are more workers than requests in flight, so that photos are
 * prepared while others wait for the server.
 */
final class PhotoPipeline {
  static final int WORKERS_PER_SLOT = 4;
  private static final int CHUNK = 100;

  /** Turns a photo into its outcome. */
  interface Work {
    Outcome of(RowReference ref, PhotoFile photo);
  }

  private final Machine machine;
  private final Work work;
  private final int workers;
  private volatile boolean draining;

  /**
   * @param slots the requests that may be in flight
   */
  PhotoPipeline(Machine machine, Work work, int slots) {
    this.machine = machine;
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
    WaitingLine<Promise<Outcome>> finished = new WaitingLine<>(machine);
    List<Outcome> chunk = new ArrayList<>();
    int begun = 0;
    int ended = 0;
    try (TaskPool pool = new TaskPool(machine, "photo-check", workers)) {
      while (ended < begun || begun < photos.size() && !draining) {
        if (begun < photos.size() && begun - ended < workers && !draining) {
          int number = begun++;
          RowReference ref = new RowReference(number + 1, number + 2);
          pool.submit(() -> work.of(ref, photos.get(number)), finished::add);
          continue;
        }
        chunk.add(finished.take().join());
        ended++;
        if (chunk.size() == CHUNK) {
          done.accept(List.copyOf(chunk));
          chunk.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    done.accept(chunk);
  }
}
