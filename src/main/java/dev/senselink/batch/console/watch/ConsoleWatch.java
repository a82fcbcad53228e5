package dev.senselink.batch.console.watch;

import dev.senselink.batch.console.jobs.JobClock;
import dev.senselink.batch.console.records.RecordSearches;
import dev.senselink.batch.disk.DefectTrace;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.RunningTask;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds what the console has to do by itself. A machine that sleeps, and a clock
 * that is set, keep no timer: so it is the wall that is looked at.
 */
public final class ConsoleWatch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** The first page is what somebody waits for. */
  private static final Duration FIRST = Duration.ofSeconds(2);

  private final JobClock clock;
  private final Checks checks;
  private final RecordSearches records;
  private final Machine machine;
  private @Nullable RunningTask task;

  public ConsoleWatch(JobClock clock, Checks checks, RecordSearches records, Machine machine) {
    this.records = records;
    this.clock = clock;
    this.checks = checks;
    this.machine = machine;
  }

  /** From now on it looks. */
  public void start() {
    task = machine.start("console-watch", this::work);
  }

  private void work() {
    try {
      machine.pause(FIRST);
      while (true) {
        look();
        machine.pause(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What goes wrong with one keeps none of the others from being done. */
  void look() {
    tryTo(clock::look);
    tryTo(checks::askDaily);
    tryTo(records::prune);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void tryTo(Work work) {
    try {
      work.run();
    } catch (IOException | RuntimeException e) {
      // No trace is kept: it looks again, and what is broken now may be broken for days.
      LoggerFactory.getLogger(ConsoleWatch.class).error("failed: {}", DefectTrace.place(e));
    }
  }

  @Override
  public void close() {
    RunningTask now = task;
    if (now != null) {
      now.interrupt();
    }
  }
}
