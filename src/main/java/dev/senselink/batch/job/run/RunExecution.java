package dev.senselink.batch.job.run;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.enrol.row.ServerMisbehaviourException;
import dev.senselink.batch.enrol.write.DuplicateAudit;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RunLimits;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.engine.JobEngine;
import dev.senselink.batch.job.engine.JobPart;
import dev.senselink.batch.job.engine.RowFlow;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one process does with any run, whatever its rows are: it runs the parts, stores what becomes
 * of the rows, stops in order, and knows in the end how the run stands. One thread.
 */
public final class RunExecution {
  private final RunResources r;
  private final Run run;
  private final int rows;
  private final OutcomeRecorder worked;
  private final RunLimits brakes;
  private @Nullable Throwable broken;

  /**
   * Executes one run.
   *
   * @param rows all rows of the run
   */
  public RunExecution(RunResources resources, Run run, int rows, ImportSettings.Limits limits) {
    this.r = resources;
    this.run = run;
    this.rows = rows;
    this.brakes = new RunLimits(limits);
    this.worked =
        new OutcomeRecorder(
            run.id(),
            r.ledger(),
            r.ledger().outcomes().kept(run.id()),
            rows,
            r.progress(),
            r.connection().machine(),
            tally -> new RunIndexFile(r.data().path()).progress(run.id(), tally));
  }

  /**
   * Runs a job of these parts to its end, or to where it stops. What its last parts have sent twice
   * since no answer came has landed when it returns: an undo may begin at once.
   */
  public void run(List<JobPart> parts) {
    UndoRoom.begin(r.ledger(), r.connection(), run);
    JobEngine engine = r.connection().engine(r.database());
    JobEngine.Ended ended = engine.run(run.command(), run.id(), parts);
    if (ended.status() == JobEngine.Status.FAILED) {
      broken = ended.failure();
    } else if (ended.status() == JobEngine.Status.COMPLETED) {
      DuplicateAudit.landed(r.server(), r.progress()::say);
    }
  }

  /**
   * A part that works rows and stores what becomes of them.
   *
   * @param opening makes the pipeline when the part begins
   * @param unfinished whether, after it came to its end, the job must not go on
   */
  public JobPart rows(String name, Supplier<RowPipeline> opening, BooleanSupplier unfinished) {
    return new JobPart.Rows(name, new Flow(opening, unfinished));
  }

  /**
   * A row that had ended is to be worked again.
   *
   * @param why in words
   */
  public void again(Outcome ended, String why) {
    Outcome open = Outcome.of(ended.ref(), RowEnding.NOT_ATTEMPTED, "", why);
    r.ledger().outcomes().storeToBeWorked(run.id(), open);
    worked.forget(ended.ending());
  }

  /**
   * Works rows of an earlier process again that leaned on somebody who is gone by now: an undo may
   * have removed them.
   *
   * @param gone whether the server says so of a person
   */
  public void againIfGone(LongPredicate gone) {
    BitSet leaning = r.ledger().people().leaningOnAbsent(run.id());
    for (int row = leaning.nextSetBit(0); row >= 0; row = leaning.nextSetBit(row + 1)) {
      Outcome ended = r.ledger().outcomes().of(run.id(), row).orElseThrow();
      Long person = ended.personId() == null ? ended.similarId() : ended.personId();
      if (person != null && gone.test(person)) {
        again(ended, words("row.again", person));
      }
    }
  }

  /** The rows of one part. */
  private final class Flow implements RowFlow {
    private final Supplier<RowPipeline> opening;
    private final BooleanSupplier unfinished;
    private @Nullable RowPipeline pipeline;

    Flow(Supplier<RowPipeline> opening, BooleanSupplier unfinished) {
      this.opening = opening;
      this.unfinished = unfinished;
    }

    @Override
    public void open() {
      RowPipeline rows = opening.get();
      pipeline = rows;
      r.stop().onStop(rows::drain);
      worked.begin();
      rows.open();
    }

    @Override
    public @Nullable Outcome read() throws InterruptedException {
      RowPipeline rows = pipeline;
      if (rows == null) {
        throw new IllegalStateException("not opened");
      }
      Outcome outcome = rows.read();
      if (outcome != null) {
        saw(outcome, rows);
      }
      return outcome;
    }

    @Override
    public void store(List<? extends Outcome> outcomes) {
      worked.store(outcomes);
    }

    @Override
    public void close() {
      if (pipeline != null) {
        pipeline.close();
      }
    }

    @Override
    public @Nullable Throwable defect() {
      return pipeline == null ? null : pipeline.broken();
    }

    @Override
    public boolean unfinished() {
      return unfinished.getAsBoolean();
    }
  }

  private void saw(Outcome outcome, RowPipeline rows) {
    brakes.add(outcome).ifPresent(r.stop()::stop);
    worked.saw(outcome);
    if (r.server().stopCause() != null) {
      rows.drain();
    }
  }

  /** Whether the run is to stop, by its user or by its server. */
  public boolean isStopping() {
    return r.stop().stopped() || r.server().stopCause() != null;
  }

  /** Whether some row has still to be worked, or the run is to r.stop(). */
  public boolean rowsLeft() {
    return isStopping() || r.ledger().outcomes().attempted(run.id()) < rows;
  }

  /** Adds the time since the last call to the run's. */
  public void countTime() {
    worked.count(0);
  }

  /**
   * How the run stands.
   *
   * @param run with its status, which the ledger holds by now, and whether it is over, which the
   *     ledger is to hold once its report is there
   * @param reason why it stopped before its end, {@code null} if it did not
   */
  public record RunStanding(Run run, @Nullable String reason) {}

  /**
   * How the run stands after its parts.
   *
   * @throws RuntimeException whatever broke it, but for the server
   * @throws LedgerException if another process may be in charge of the run by now
   */
  public RunStanding standing() {
    if (broken == null || LedgerException.lostDatabase(broken) == null) {
      r.database().locks().mustBeHeld(); // what the two of them wrote at once breaks it too
    }
    if (broken != null && !isStop(broken)) {
      throw DataFolderFailure.of(broken, r.data().path());
    }
    String reason = reason();
    boolean left = broken != null || rowsLeft();
    boolean fatal = reason != null && !r.stop().stopped();
    Run.Status status =
        fatal ? Run.Status.FAILED : left ? Run.Status.STOPPED : Run.Status.COMPLETED;
    Run saved = save(status, reason == null ? "" : reason);
    // A run is over once its report is there: after a crash in between the same command makes it.
    return new RunStanding(new RunRegistry.Change(saved).worked(!left), reason);
  }

  /** Writes down that the run is over, now that its report is there. */
  public void over(Run ended) {
    r.ledger().seen().note(ended.id());
    r.ledger().runs().save(ended);
  }

  /** Whether it is the server that ended the run: it does not answer, or not as its manual says. */
  private static boolean isStop(Throwable broken) {
    return broken instanceof StoppedException || broken instanceof ServerMisbehaviourException;
  }

  private @Nullable String reason() {
    if (r.stop().reason() != null) {
      return r.stop().reason();
    }
    StopCause cause = r.server().stopCause();
    return cause != null ? cause.words() : broken == null ? null : broken.getMessage();
  }

  private Run save(Run.Status status, String why) {
    Run now = r.ledger().runs().find(run.id()).orElse(run);
    Run after =
        new RunRegistry.Change(now)
            .status(status, false, why, r.connection().machine().wall().instant());
    r.ledger().runs().save(after);
    return after;
  }
}
