package dev.senselink.batch.job.run;

import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.intake.RowStream;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.PermitPool;
import dev.senselink.batch.machine.TaskPool;
import dev.senselink.batch.machine.WaitingLine;
import dev.senselink.batch.outcome.Outcome;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works many rows at once and hands their outcomes out one by one: feeder, bounded pool, completion
 * queue, {@link #read}.
 *
 * <p>There are more workers than network slots: a row that waits, for its photo, for a lost answer
 * to be over or before a next try, must not keep a slot from another. Never throws for a row. For
 * one opening and one reading thread.
 */
public final class RowPipeline {
  private static final Object END = new Object();
  private static final int WORKERS_PER_SLOT = 4;
  private static final int FEWEST_WORKERS = 32;

  private final Machine machine;
  private final Supplier<? extends RowStream> source;
  private final Function<CheckedRow, Outcome> work;
  private final BitSet done;
  private final long most;
  private final int workers;
  private final PermitPool room;
  private final WaitingLine<Object> finished;
  private final TaskPool pool;

  /** The feeder and the rows at work; whoever ends as the last says that it is the end. */
  private final AtomicLong atWork = new AtomicLong(1);

  private volatile boolean draining;
  private volatile boolean closed;
  private volatile @Nullable Throwable broken;
  private boolean ended;

  /**
   * @param work turns a row into its outcome; called by many threads
   * @param done the rows that need no more work
   * @param slots the requests that may be in flight
   * @param most begin no more rows than that, 0 = no limit
   */
  public RowPipeline(
      Machine machine,
      Supplier<? extends RowStream> source,
      Function<CheckedRow, Outcome> work,
      BitSet done,
      int slots,
      long most) {
    this(machine, source, work, done, most, Math.max(FEWEST_WORKERS, slots * WORKERS_PER_SLOT));
  }

  /** One that begins a row when the one before has its outcome. */
  public static RowPipeline oneByOne(
      Machine machine,
      Supplier<? extends RowStream> source,
      Function<CheckedRow, Outcome> work,
      BitSet done) {
    return new RowPipeline(machine, source, work, done, 0L, 1);
  }

  private RowPipeline(
      Machine machine,
      Supplier<? extends RowStream> source,
      Function<CheckedRow, Outcome> work,
      BitSet done,
      long most,
      int workers) {
    this.machine = machine;
    this.source = source;
    this.work = work;
    this.done = done;
    this.most = most > 0 ? most : Long.MAX_VALUE;
    this.workers = workers;
    this.room = new PermitPool(machine, workers);
    this.finished = new WaitingLine<>(machine);
    this.pool = new TaskPool(machine, "row-worker", workers);
  }

  /** Begins. */
  public void open() {
    machine.start("row-feeder", this::feed);
  }

  private void feed() {
    long begun = 0;
    try (RowStream rows = source.get()) {
      while (goesOn() && begun < most) {
        RowStream.Item item = rows.next();
        if (item == null) {
          break;
        }
        if (!done.get(item.row())) {
          begin(item);
          begun++;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      ended();
    }
  }

  private boolean goesOn() {
    return !draining && !closed;
  }

  private void begin(RowStream.Item item) throws InterruptedException {
    room.acquire();
    if (!goesOn()) {
      return;
    }
    CheckedRow applicant = item.applicant();
    if (applicant == null) {
      if (item.ended() != null) {
        finished.add(item.ended());
      }
      return;
    }
    atWork.incrementAndGet();
    pool.execute(() -> work(applicant));
  }

  private void work(CheckedRow applicant) {
    try {
      finished.add(work.apply(applicant));
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      ended();
    }
  }

  /** Every outcome is in the queue before the end is. */
  private void ended() {
    if (atWork.decrementAndGet() == 0) {
      finished.add(END);
    }
  }

  private void fail(Throwable e) {
    if (broken == null) {
      broken = e;
    }
    drain();
  }

  /** Begins no further row; rows at work end, and their outcomes are still handed out. */
  public void drain() {
    draining = true;
    room.release(workers);
  }

  /** Whether it was drained before the last row. */
  boolean isDrained() {
    return draining;
  }

  /** A defect of the program that ended the work, {@code null} if there was none. */
  @Nullable
  public Throwable broken() {
    return broken;
  }

  /** The next outcome; {@code null} at the end. */
  @Nullable
  public Outcome read() throws InterruptedException {
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

  /**
   * Works all rows, from the first to the end, for one who takes an outcome at a time.
   *
   * @param data the data folder, for what is said when it cannot be written
   * @throws RuntimeException for a defect of the program that ended the work
   */
  public void run(Consumer<Outcome> each, Path data) {
    open();
    try {
      for (Outcome outcome = read(); outcome != null; outcome = read()) {
        each.accept(outcome);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
    Throwable defect = broken;
    if (defect != null) {
      throw DataFolderFailure.of(defect, data);
    }
  }

  /** Begins no further row, and asks those at work to end. */
  public void close() {
    closed = true;
    room.release(workers);
    pool.close();
  }
}
