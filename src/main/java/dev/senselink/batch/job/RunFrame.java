package dev.senselink.batch.job;

import dev.senselink.batch.api.Server;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.ledger.DataFolder;
import dev.senselink.batch.ledger.Database;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndex;
import dev.senselink.batch.outcome.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;

/**
 * What one process does with any run, whatever its rows are: it runs the steps, stores what becomes
 * of the rows, stops in order, and knows in the end how the run stands. One thread.
 */
final class RunFrame {
  private static final int CHUNK = 50;

  private final Setting s;
  private final StopSwitch stop;
  private final Clock clock;
  private final Worked worked;
  private final Brakes brakes;
  private @Nullable RowPipeline pipeline;
  private @Nullable Throwable broken;

  /**
   * What was opened and learnt before the run.
   *
   * @param rows all rows of the run
   */
  record Setting(
      DataFolder data, Database database, Ledger ledger, Server server, Run run, int rows) {}

  RunFrame(
      Setting setting,
      ImportSettings.Limits limits,
      Progress progress,
      StopSwitch stop,
      Clock clock) {
    this.s = setting;
    this.stop = stop;
    this.clock = clock;
    this.brakes = new Brakes(limits);
    this.worked =
        new Worked(
            s.run().id(),
            s.ledger(),
            s.ledger().outcomes().kept(s.run().id()),
            s.rows(),
            progress,
            clock::instant,
            tally -> new RunIndex(s.data().path()).progress(s.run().id(), tally));
  }

  /** Runs a job of these steps to its end, or to where it stops. */
  void run(Engine spring, List<Step> steps) {
    JobExecution execution = spring.run(spring.job(s.run().command(), steps), s.run().id());
    if (broken == null && execution.getStatus() == BatchStatus.FAILED) {
      broken = execution.getAllFailureExceptions().stream().findFirst().orElse(null);
    }
  }

  /**
   * A step that works rows and stores what becomes of them.
   *
   * @param opening makes the pipeline when the step begins
   * @param unfinished whether, after a step that came to its end, the job must not go on
   */
  Step rows(Engine spring, String name, Supplier<RowPipeline> opening, BooleanSupplier unfinished) {
    return new StepBuilder(name, spring.repository())
        .<Outcome, Outcome>chunk(CHUNK)
        .reader(new LateReader(() -> open(opening), this::saw))
        .writer(chunk -> worked.store(chunk.getItems()))
        .transactionManager(spring.transactions())
        .allowStartIfComplete(true)
        .listener(verdict(unfinished))
        .build();
  }

  private RowPipeline open(Supplier<RowPipeline> opening) {
    RowPipeline rows = opening.get();
    pipeline = rows;
    stop.onStop(rows::drain);
    worked.begin();
    return rows;
  }

  private void saw(Outcome outcome) {
    brakes.add(outcome).ifPresent(stop::stop);
    worked.saw(outcome);
    if (pipeline != null && s.server().stopCause() != null) {
      pipeline.drain();
    }
  }

  /** Sets both statuses: Batch does not derive the one from the other. */
  private StepExecutionListener verdict(BooleanSupplier unfinished) {
    return new StepExecutionListener() {
      @Override
      public ExitStatus afterStep(StepExecution step) {
        Throwable defect = pipeline == null ? null : pipeline.broken();
        if (defect != null) {
          broken = defect;
          step.setStatus(BatchStatus.FAILED);
          return ExitStatus.FAILED;
        }
        if (step.getStatus() == BatchStatus.COMPLETED && unfinished.getAsBoolean()) {
          step.setStatus(BatchStatus.STOPPED);
          return ExitStatus.STOPPED;
        }
        return step.getExitStatus();
      }
    };
  }

  /** Whether the run is to stop, by its user or by its server. */
  boolean cut() {
    return stop.stopped() || s.server().stopCause() != null;
  }

  /** Whether some row has still to be worked, or the run is to stop. */
  boolean rowsLeft() {
    return cut() || s.ledger().outcomes().attempted(s.run().id()) < s.rows();
  }

  /** Adds the time since the last call to the run's. */
  void countTime() {
    worked.count(0);
  }

  /**
   * How the run stands.
   *
   * @param run with its status, which the ledger holds by now, and whether it is over, which the
   *     ledger is to hold once its report is there
   * @param reason why it stopped before its end, {@code null} if it did not
   */
  record Standing(Run run, @Nullable String reason) {}

  /**
   * How the run stands after its steps.
   *
   * @throws RuntimeException whatever broke it, but for the server
   */
  Standing standing() {
    if (broken != null && !(broken instanceof StoppedException)) {
      throw Broken.of(broken, s.data().path());
    }
    String reason = reason();
    boolean left = broken != null || rowsLeft();
    boolean fatal = reason != null && !stop.stopped();
    Run.Status status =
        fatal ? Run.Status.FAILED : left ? Run.Status.STOPPED : Run.Status.COMPLETED;
    Run saved = save(status, reason == null ? "" : reason);
    // A run is over once its report is there: after a crash in between the same command makes it.
    return new Standing(new RunBook.Change(saved).worked(!left), reason);
  }

  private @Nullable String reason() {
    if (stop.reason() != null) {
      return stop.reason();
    }
    StopCause cause = s.server().stopCause();
    return cause != null ? cause.words() : broken == null ? null : broken.getMessage();
  }

  private Run save(Run.Status status, String why) {
    Run now = s.ledger().runs().find(s.run().id()).orElse(s.run());
    Run after = new RunBook.Change(now).status(status, false, why, clock.instant());
    s.ledger().runs().save(after);
    return after;
  }
}
