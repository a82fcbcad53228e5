package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.RunLimits;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.intake.RosterRowStream;
import dev.senselink.batch.job.report.ReportContextBuilder;
import dev.senselink.batch.job.report.ReportPictureSource;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.report.LeaverFacts;
import dev.senselink.batch.report.RunFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Works the rows of a dry run, keeps their outcomes beside the ledger, and writes the report. */
final class DryRows {
  private static final int CHUNK = 500;

  private final ImportSettings settings;
  private final PhotoEngine engine;
  private final JobProgress progress;
  private final StopSwitch stop;
  private final Where where;

  DryRows(
      ImportSettings settings,
      PhotoEngine engine,
      JobProgress progress,
      StopSwitch stop,
      Where where) {
    this.settings = settings;
    this.engine = engine;
    this.progress = progress;
    this.stop = stop;
    this.where = where;
  }

  /** The run's id, and the server that is asked, if one is. */
  record Where(
      String id,
      Machine machine,
      String address,
      String company,
      MissingPlaceCreator.Missing missing,
      @Nullable RetryingClient server,
      @Nullable PlanDraft draft,
      @Nullable Enrolment enrolment) {
    static Where offline(Machine machine) {
      String id = RunRegistry.newId(machine, machine.wall().instant());
      return new Where(id, machine, "", "", MissingPlaceCreator.Missing.NOTHING, null, null, null);
    }

    /** The plan of a dry run that has looked at every row; {@code null} for none. */
    @Nullable PlanFile plan(Run.Status status, Instant made) {
      return draft == null || status != Run.Status.COMPLETED ? null : draft.finish(id, made);
    }

    /** What such a one finds of its list. */
    LeaverFacts leavers(Run.Status status, OutcomeStore outcomes, LedgerDatabase beside) {
      return draft == null || enrolment == null || status != Run.Status.COMPLETED
          ? LeaverFacts.NONE
          : draft.leavers(enrolment, outcomes, beside);
    }

    /** Where the plan is to be, {@code null} for none. */
    @Nullable Path planFile() {
      return draft == null ? null : draft.file();
    }

    /** Why the server makes the work stop, {@code null} while it does not. */
    @Nullable String stopReason() {
      StopCause cause = server == null ? null : server.stopCause();
      return cause == null ? null : cause.words();
    }
  }

  /**
   * Does so.
   *
   * @param each turns a row into its outcome
   */
  RunEnd work(
      RosterIntake intake,
      Supplier<RosterRowStream> source,
      Function<CheckedRow, Outcome> each,
      int slots) {
    try (LedgerDatabase temporary = LedgerDatabase.temporary(intake.temporary())) {
      OutcomeStore outcomes = Ledger.outcomes(temporary);
      return work(intake, source, each, slots, outcomes, temporary);
    }
  }

  private RunEnd work(
      RosterIntake intake,
      Supplier<RosterRowStream> source,
      Function<CheckedRow, Outcome> each,
      int slots,
      OutcomeStore outcomes,
      LedgerDatabase beside) {
    Machine machine = where.machine();
    Instant started = machine.wall().instant();
    long begun = machine.nanos();
    String id = where.id();
    RowPipeline rows =
        new RowPipeline(machine, source, each, new BitSet(), slots, settings.limits().rows());
    stop.onStop(rows::drain);
    OutcomeTally tally = new OutcomeTally();
    try {
      drain(rows, id, outcomes, tally, intake.result().rows());
    } finally {
      rows.close();
    }
    rethrow(rows.broken());
    boolean all = tally.sum() == intake.result().rows();
    Enrolment enrolment = where.enrolment();
    if (all && enrolment != null) {
      enrolment.departed(outcomes, intake.input()::open).settle(id, intake.result().rows());
    }
    long millis = Duration.ofNanos(machine.nanos() - begun).toMillis();
    LeaverFacts leavers = where.leavers(status(reason(), all), outcomes, beside);
    String reason = reason(); // it may have come while the leavers were looked at
    Run.Status status = status(reason, all);
    PlanFile planned = reason == null ? where.plan(status, started) : null;
    Path planFile = where.planFile();
    if (planFile != null) {
      progress.say(words(planned == null ? "plan.none" : "plan.written", planFile));
    }
    progress.waiting(words("waiting.report"));
    RunFacts facts =
        new RunFacts(
            settings.command(),
            id,
            status.name(),
            all,
            intake.result().rows(),
            where.address(),
            true,
            started,
            machine.wall().instant(),
            tally.sum(),
            millis,
            List.of(),
            List.of(),
            List.of(),
            null,
            leavers);
    return RunReportWriter.writeDry(
        new RunReportWriter.Dry(
            facts,
            RunRegistry.reportFolder(settings, started),
            intake.input()::open,
            intake.photos().location(),
            planned),
        outcomes,
        ReportContextBuilder.of(
            settings,
            intake,
            where.company(),
            where.missing(),
            new ReportPictureSource(
                intake.photos(), engine, settings.photoLimits(), where.server()),
            reason,
            planned == null ? null : planFile));
  }

  private @Nullable String reason() {
    return stop.reason() != null ? stop.reason() : where.stopReason();
  }

  private Run.Status status(@Nullable String reason, boolean all) {
    if (reason != null && !stop.stopped()) {
      return Run.Status.FAILED;
    }
    return all ? Run.Status.COMPLETED : Run.Status.STOPPED;
  }

  private void drain(
      RowPipeline rows, String id, OutcomeStore outcomes, OutcomeTally tally, long total) {
    RunLimits brakes = new RunLimits(settings.limits());
    List<Outcome> chunk = new ArrayList<>();
    rows.open();
    try {
      for (Outcome o = rows.read(); o != null; o = rows.read()) {
        chunk.add(o);
        tally.add(o);
        brakes.add(o).ifPresent(stop::stop);
        if (where.stopReason() != null) {
          rows.drain();
        }
        if (chunk.size() == CHUNK) {
          outcomes.add(id, chunk);
          chunk.clear();
        }
        progress.rows(tally.sum(), total, tally);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    outcomes.add(id, chunk);
  }

  private static void rethrow(@Nullable Throwable broken) {
    if (broken instanceof RuntimeException e) {
      throw e;
    }
    if (broken != null) {
      throw new IllegalStateException(broken);
    }
  }
}
