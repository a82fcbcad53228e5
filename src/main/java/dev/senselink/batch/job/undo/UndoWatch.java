package dev.senselink.batch.job.undo;

import dev.senselink.batch.enrol.plan.PlanCheck;
import dev.senselink.batch.enrol.plan.PlanRecorder;
import dev.senselink.batch.job.intake.RowStream;
import dev.senselink.batch.job.plan.AppliedPlan;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.Row;
import java.util.BitSet;

/**
 * Who hears of the rows of an undo: nobody, the plan that is made of it, or the plan that it is.
 */
interface UndoWatch {
  /** An ordinary undo. */
  UndoWatch NOBODY = new UndoWatch() {};

  /** The rows that are to be worked. */
  default RowStream rows(RowStream rows, BitSet done) {
    return rows;
  }

  /** How a row ends that is not worked, given how it would. */
  default Outcome ended(Row row, Outcome outcome) {
    return outcome;
  }

  /** How a row ends, given how it would. */
  default Outcome worked(Row row, Outcome outcome) {
    return outcome;
  }

  /** Writes down how every row would end. */
  static UndoWatch recording(PlanRecorder recorder) {
    return new UndoWatch() {
      @Override
      public Outcome ended(Row row, Outcome outcome) {
        return recorder.settled(row, outcome);
      }

      @Override
      public Outcome worked(Row row, Outcome outcome) {
        return recorder.settled(row, outcome);
      }
    };
  }

  /** Holds every row against its line. */
  static UndoWatch checking(AppliedPlan plan, PlanCheck check) {
    return new UndoWatch() {
      @Override
      public RowStream rows(RowStream rows, BitSet done) {
        return plan.rows(rows, done, check);
      }

      @Override
      public Outcome worked(Row row, Outcome outcome) {
        return check.settled(outcome);
      }
    };
  }
}
