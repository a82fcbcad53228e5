package dev.senselink.batch.job.run;

import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Stores outcomes as they come, with the time they took, and tells the progress. One thread. */
final class OutcomeRecorder {
  private static final Duration NOTE_EVERY = Duration.ofSeconds(2);

  private final String run;
  private final Ledger ledger;
  private final OutcomeTally tally;
  private final OutcomeTally seen = new OutcomeTally();
  private final long total;
  private final JobProgress progress;
  private final Machine machine;
  private final Consumer<OutcomeTally> noted;
  private long since;
  private long lastNoted;

  /**
   * @param tally the counts so far, earlier processes included
   * @param total rows of the roster
   * @param noted told the counts every few seconds, for whoever looks from outside
   */
  OutcomeRecorder(
      String run,
      Ledger ledger,
      OutcomeTally tally,
      long total,
      JobProgress progress,
      Machine machine,
      Consumer<OutcomeTally> noted) {
    this.run = run;
    this.ledger = ledger;
    this.tally = tally;
    this.total = total;
    this.progress = progress;
    this.machine = machine;
    this.noted = noted;
    this.since = machine.nanos();
    this.lastNoted = since;
    for (RowEnding ending : RowEnding.values()) {
      seen.add(ending, tally.of(ending));
    }
  }

  /** Tells a row as soon as its outcome is known: they are stored by the chunk. */
  void saw(Outcome outcome) {
    seen.add(outcome.ending());
    progress.rows(seen.sum(), total, seen);
  }

  /** A row that ended so counts no more: it is worked again. */
  void forget(RowEnding ending) {
    tally.add(ending, -1);
    seen.add(ending, -1);
  }

  /** From now on the time counts. */
  void begin() {
    since = machine.nanos();
  }

  /** Stores outcomes in the caller's transaction. */
  void store(List<? extends Outcome> outcomes) {
    ledger.outcomes().store(run, outcomes);
    count(outcomes.size());
    outcomes.forEach(tally::add);
    if (since - lastNoted >= NOTE_EVERY.toNanos()) {
      noted.accept(tally);
      lastNoted = since;
    }
  }

  /** Adds the time since the last call to the run's. */
  void count(long rows) {
    long now = machine.nanos();
    ledger.runs().addWork(run, rows, Duration.ofNanos(now - since).toMillis());
    since = now;
  }
}
