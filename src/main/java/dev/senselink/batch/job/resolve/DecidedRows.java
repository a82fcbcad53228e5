package dev.senselink.batch.job.resolve;

import dev.senselink.batch.enrol.decide.ConflictDecision;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.OutcomeTally;
import java.util.Map;

/** Carries out what was decided about rows, and stores what became of each. One thread. */
final class DecidedRows {
  private final ResolveRun.Setting s;
  private final Map<Integer, ConflictDecision> decided;
  private final JobProgress progress;
  private final StopSwitch stop;

  DecidedRows(
      ResolveRun.Setting setting,
      Map<Integer, ConflictDecision> decided,
      JobProgress progress,
      StopSwitch stop) {
    this.s = setting;
    this.decided = decided;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Works them until they end, or a stop ends them.
   *
   * @return how many were worked
   */
  long carryOut(RowPipeline rows) {
    stop.onStop(rows::drain);
    rows.open();
    OutcomeTally tally = new OutcomeTally();
    try {
      for (Outcome o = rows.read(); o != null; o = rows.read()) {
        tally.add(store(o, of(decided, o.row())).ending());
        progress.rows(tally.sum(), decided.size(), tally);
        if (s.server().stopCause() != null) {
          rows.drain();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      rows.close();
    }
    Throwable broken = rows.broken();
    if (broken != null) {
      throw DataFolderFailure.of(broken, s.data().path());
    }
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
    String run = s.decided().run().id();
    Outcome told = by.with(outcome);
    if (told.equals(by.before())) {
      s.ledger().intents().close(run, told.row()); // what was meant has not left
    } else {
      s.ledger().decisions().store(run, told, ConflictDecision.carriedOut(told));
    }
    return told;
  }
}
