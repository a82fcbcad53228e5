package dev.senselink.batch.job;

import dev.senselink.batch.check.Applicant;
import dev.senselink.batch.outcome.Outcome;
import java.util.BitSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Works many rows at once and hands their outcomes out one by one: feeder, bounded pool, completion
 * queue, {@link #read}.
 *
 * <p>There are more workers than network slots: a row that waits, for its photo, for a lost answer
 * to be over or before a next try, must not keep a slot from another. Never throws for a row. For
 * one opening and one reading thread.
 */
final class RowPipeline implements ItemStreamReader<Outcome> {
  private static final Object END = new Object();
  private static final int WORKERS_PER_SLOT = 4;
  private static final int FEWEST_WORKERS = 32;

  private final Supplier<? extends Rows> source;
  private final Function<Applicant, Outcome> work;
  private final BitSet done;
  private final long most;
  private final int workers;
  private final Semaphore room;
  private final BlockingQueue<Object> finished = new LinkedBlockingQueue<>();
  private volatile boolean draining;
  private volatile @Nullable Throwable broken;
  private @Nullable ExecutorService pool;
  private boolean ended;

  /**
   * @param work turns a row into its outcome; called by many threads
   * @param done the rows that need no more work
   * @param slots the requests that may be in flight
   * @param most begin no more rows than that, 0 = no limit
   */
  RowPipeline(
      Supplier<? extends Rows> source,
      Function<Applicant, Outcome> work,
      BitSet done,
      int slots,
      long most) {
    this(source, work, done, most, Math.max(FEWEST_WORKERS, slots * WORKERS_PER_SLOT));
  }

  /** One that begins a row when the one before has its outcome. */
  static RowPipeline oneByOne(
      Supplier<? extends Rows> source, Function<Applicant, Outcome> work, BitSet done) {
    return new RowPipeline(source, work, done, 0L, 1);
  }

  private RowPipeline(
      Supplier<? extends Rows> source,
      Function<Applicant, Outcome> work,
      BitSet done,
      long most,
      int workers) {
    this.source = source;
    this.work = work;
    this.done = done;
    this.most = most > 0 ? most : Long.MAX_VALUE;
    this.workers = workers;
    this.room = new Semaphore(workers);
  }

  @Override
  public void open(ExecutionContext executionContext) {
    ExecutorService workerPool =
        Executors.newFixedThreadPool(workers, task -> daemon(task, "row-worker"));
    pool = workerPool;
    daemon(() -> feed(workerPool), "row-feeder").start();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void feed(ExecutorService workerPool) {
    Phaser atWork = new Phaser(1);
    long begun = 0;
    try (Rows rows = source.get()) {
      while (!draining && begun < most) {
        Rows.Item item = rows.next();
        if (item == null) {
          break;
        }
        if (!done.get(item.row())) {
          begin(item, workerPool, atWork);
          begun++;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      // Every outcome is in the queue before the end is.
      atWork.arriveAndAwaitAdvance();
      finished.add(END);
    }
  }

  private void begin(Rows.Item item, ExecutorService workerPool, Phaser atWork)
      throws InterruptedException {
    room.acquire();
    if (draining) {
      return;
    }
    Applicant applicant = item.applicant();
    if (applicant == null) {
      if (item.ended() != null) {
        finished.add(item.ended());
      }
      return;
    }
    atWork.register();
    workerPool.execute(
        () -> {
          try {
            finished.add(work.apply(applicant));
          } catch (RuntimeException | Error e) {
            fail(e);
          } finally {
            atWork.arriveAndDeregister();
          }
        });
  }

  private void fail(Throwable e) {
    if (broken == null) {
      broken = e;
    }
    drain();
  }

  /** Begins no further row; rows at work end, and their outcomes are still handed out. */
  void drain() {
    draining = true;
    room.release(workers);
  }

  /** Whether it was drained before the last row. */
  boolean drained() {
    return draining;
  }

  /** A defect of the program that ended the work, {@code null} if there was none. */
  @Nullable Throwable broken() {
    return broken;
  }

  @Override
  public @Nullable Outcome read() throws InterruptedException {
    if (ended) {
      return null;
    }
    Object next = finished.take();
    if (next == END) {
      ended = true;
      return null;
    }
    room.release();
    return (Outcome) next;
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }
}
