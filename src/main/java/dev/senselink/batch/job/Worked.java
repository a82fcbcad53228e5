package dev.senselink.batch.job;

import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Stores outcomes as they come, with the time they took, and tells the progress. One thread. */
final class Worked {
  private static final Duration NOTE_EVERY = Duration.ofSeconds(2);

  private final String run;
  private final Ledger ledger;
  private final Tally tally;
  private final Tally seen = new Tally();
  private final long total;
  private final Progress progress;
  private final Supplier<Instant> clock;
  private final Consumer<Tally> noted;
  private Instant since;
  private Instant lastNoted;

  /**
   * @param tally the counts so far, earlier processes included
   * @param total rows of the roster
   * @param noted told the counts every few seconds, for whoever looks from outside
   */
  Worked(
      String run,
      Ledger ledger,
      Tally tally,
      long total,
      Progress progress,
      Supplier<Instant> clock,
      Consumer<Tally> noted) {
    this.run = run;
    this.ledger = ledger;
    this.tally = tally;
    this.total = total;
    this.progress = progress;
    this.clock = clock;
    this.noted = noted;
    this.since = clock.get();
    this.lastNoted = since;
    for (Ending ending : Ending.values()) {
      seen.add(ending, tally.of(ending));
    }
  }

  /** Tells a row as soon as its outcome is known: they are stored by the chunk. */
  void saw(Outcome outcome) {
    seen.add(outcome.ending());
    progress.rows(seen.sum(), total, seen);
  }

  /** From now on the time counts. */
  void begin() {
    since = clock.get();
  }

  /** Stores outcomes in the caller's transaction. */
  void store(List<? extends Outcome> outcomes) {
    ledger.outcomes().store(run, outcomes);
    count(outcomes.size());
    outcomes.forEach(o -> tally.add(o.ending()));
    if (Duration.between(lastNoted, since).compareTo(NOTE_EVERY) >= 0) {
      noted.accept(tally);
      lastNoted = since;
    }
  }

  /** Adds the time since the last call to the run's. */
  void count(long rows) {
    Instant now = clock.get();
    ledger.runs().addWork(run, rows, Duration.between(since, now).toMillis());
    since = now;
  }
}
