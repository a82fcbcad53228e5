package dev.senselink.batch.job.resolve;

import dev.senselink.batch.enrol.decide.ConflictDecision;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.OutcomeTally;
import java.util.Map;

/** Carries out what was decided about rows, and stores what became of each. One thread. */
final class DecidedRows {
  private final RunResources r;
  private final Run run;
  private final Map<Integer, ConflictDecision> decided;

  DecidedRows(RunResources resources, Run run, Map<Integer, ConflictDecision> decided) {
    this.r = resources;
    this.run = run;
    this.decided = decided;
  }

  /**
   * Works them until they end, or a stop ends them.
   *
   * @return how many were worked
   */
  long carryOut(RowPipeline rows) {
    r.stop().onStop(rows::drain);
    OutcomeTally tally = new OutcomeTally();
    rows.run(
        o -> {
          tally.add(store(o, of(decided, o.row())).ending());
          r.progress().rows(tally.sum(), decided.size(), tally);
          if (r.server().stopCause() != null) {
            rows.drain();
          }
        },
        r.data().path());
    return tally.sum();
  }

  /** What was decided about a row. */
  static ConflictDecision of(Map<Integer, ConflictDecision> decided, int row) {
    ConflictDecision one = decided.get(row);
    if (one == null) {
      throw new IllegalStateException("nothing was decided about row " + row);
    }
    return one;
  }

  /** One by one: between the server's answer and the disk there is no other row's. */
  private Outcome store(Outcome outcome, ConflictDecision by) {
    Outcome told = by.with(outcome);
    if (told.equals(by.before())) { // what was meant has not left
      r.ledger().outcomes().closeIntentsOf(run.id(), told);
    } else {
      r.ledger().decisions().store(run.id(), told, ConflictDecision.carriedOut(told));
    }
    return told;
  }
}
