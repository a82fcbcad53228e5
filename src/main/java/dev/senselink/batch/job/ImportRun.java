package dev.senselink.batch.job;

import dev.senselink.batch.api.Server;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.enrol.EndedVisits;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.Places;
import dev.senselink.batch.enrol.Reconcile;
import dev.senselink.batch.ledger.DataFolder;
import dev.senselink.batch.ledger.Database;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndex;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.report.Background;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;

/** One process's work on a run: the job's steps, and how it ended. */
final class ImportRun {
  private static final int CHUNK = 50;

  private final ImportSettings settings;
  private final Connection connection;
  private final PhotoEngine engine;
  private final Setting s;
  private final Progress progress;
  private final StopSwitch stop;
  private final Clock clock;
  private final Worked worked;
  private final Brakes brakes;
  private Map<Integer, EarlierSends> earlierSends = Map.of();
  private Places places;
  private boolean lookUpEach;
  private @Nullable Enrolment enrolment;
  private @Nullable RowPipeline pipeline;
  private @Nullable Throwable broken;

  /** What was opened and learnt before the run. */
  record Setting(
      DataFolder data,
      Database database,
      Ledger ledger,
      Server server,
      Site site,
      Intake intake,
      Run run,
      List<Long> groups) {}

  ImportRun(
      ImportSettings settings,
      Connection connection,
      PhotoEngine engine,
      Setting setting,
      Progress progress,
      StopSwitch stop,
      Clock clock) {
    this.settings = settings;
    this.connection = connection;
    this.engine = engine;
    this.s = setting;
    this.progress = progress;
    this.stop = stop;
    this.clock = clock;
    this.places = setting.site().places();
    this.brakes = new Brakes(settings.limits());
    this.worked =
        new Worked(
            s.run().id(),
            s.ledger(),
            s.ledger().outcomes().kept(s.run().id()),
            s.intake().result().rows(),
            progress,
            clock::instant,
            tally -> new RunIndex(s.data().path()).progress(s.run().id(), tally));
  }

  RunEnd run() {
    try (Engine spring = Engine.start(s.database())) {
      List<Step> steps =
          List.of(
              spring.once("reconcile", this::reconcile),
              spring.once("snapshot", this::snapshot),
              spring.bitByBit("places", this::createMissing),
              rows(spring),
              spring.once("audit", this::audit),
              spring.bitByBit("ended", this::removeEnded));
      JobExecution execution = spring.run(spring.job(settings.command(), steps), s.run().id());
      if (broken == null && execution.getStatus() == BatchStatus.FAILED) {
        broken = execution.getAllFailureExceptions().stream().findFirst().orElse(null);
      }
    }
    s.data().leaves(s.ledger().anyOpen());
    return end();
  }

  private Enrolment.Setup setup() {
    return new Enrolment.Setup(
        s.run().id(),
        settings.type(),
        s.server(),
        s.ledger(),
        engine,
        places,
        settings.enrolment(connection.server().timeout(), s.groups()),
        lookUpEach,
        earlierSends,
        clock,
        connection.zone(),
        stop::stop,
        progress::say);
  }

  private void reconcile() {
    if (s.ledger().intents().anyOpen()) {
      progress.waiting("asking the server what became of requests whose answers were lost");
    }
    Reconcile reconcile = Enrolment.reconcile(setup());
    Reconcile.Result result = reconcile.run(s.data().lastEndedInOrder(), s.data().lockedAt());
    earlierSends = reconcile.earlierSends();
    int all = result.found() + result.absent();
    if (all > 0) {
      progress.say(
          "looked up "
              + all
              + " unanswered requests of earlier runs: "
              + result.found()
              + " had been carried out");
    }
    if (!result.complete()) {
      throw new StoppedException(
          "the server could not tell what became of requests whose answers were lost; nothing new is sent"
              + " before it can");
    }
  }

  private void snapshot() {
    if (settings.policies().recheckPhotos()) {
      s.ledger().verdicts().forget();
    }
    lookUpEach =
        new People(s.server(), s.ledger(), progress)
            .lookUpEach(settings.policies().lookup(), s.run().id(), s.intake().result().rows());
  }

  private void createMissing() {
    if (!settings.policies().createMissing()) {
      return;
    }
    progress.waiting("creating the departments and groups that are missing");
    MissingPlaces.Missing missing = s.site().missing(s.intake().result());
    MissingPlaces creator = new MissingPlaces(s.server(), s.site(), places);
    Run before = s.ledger().runs().find(s.run().id()).orElse(s.run());
    places =
        creator
            .noting(
                () ->
                    s.ledger()
                        .runs()
                        .save(
                            new RunBook.Change(before)
                                .createdToo(creator.createdDepartments(), creator.createdGroups())))
            .create(missing);
  }

  private Step rows(Engine spring) {
    return new StepBuilder("rows", spring.repository())
        .<Outcome, Outcome>chunk(CHUNK)
        .reader(new LateReader(this::openPipeline, this::saw))
        .writer(chunk -> worked.store(chunk.getItems()))
        .transactionManager(spring.transactions())
        .allowStartIfComplete(true)
        .listener(verdict())
        .build();
  }

  private RowPipeline openPipeline() {
    Enrolment working = new Enrolment(setup());
    RowPipeline rows =
        new RowPipeline(
            s.intake()::rows,
            working::work,
            s.ledger().outcomes().done(s.run().id()),
            connection.server().concurrency(),
            settings.limits().rows());
    enrolment = working;
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
  private StepExecutionListener verdict() {
    return new StepExecutionListener() {
      @Override
      public ExitStatus afterStep(StepExecution step) {
        Throwable defect = pipeline == null ? null : pipeline.broken();
        if (defect != null) {
          broken = defect;
          step.setStatus(BatchStatus.FAILED);
          return ExitStatus.FAILED;
        }
        if (step.getStatus() == BatchStatus.COMPLETED && rowsLeft()) {
          step.setStatus(BatchStatus.STOPPED);
          return ExitStatus.STOPPED;
        }
        return step.getExitStatus();
      }
    };
  }

  private boolean rowsLeft() {
    boolean cut = stop.stopped() || s.server().stopCause() != null;
    return cut || s.ledger().outcomes().attempted(s.run().id()) < s.intake().result().rows();
  }

  private void audit() {
    boolean complete = enrolment == null || enrolment.audit().run();
    worked.count(0);
    if (!complete) {
      throw new StoppedException(
          "the server could not tell whether rows that were sent twice were carried out twice; the"
              + " report's rows stand, that look is still to come");
    }
    if (enrolment != null) {
      enrolment.listing().look();
    }
  }

  /** Only after a whole import: whoever was not reached may be in it. */
  private void removeEnded() {
    EndedVisits.Rules rules = settings.ended();
    if (rules != null && enrolment != null && !rowsLeft()) {
      RemoveEnded.run(enrolment.ended(rules), s, progress);
    }
  }

  private RunEnd end() {
    boolean stoppedByStep = broken instanceof StoppedException;
    if (broken != null && !stoppedByStep) {
      throw Broken.of(broken, s.data().path());
    }
    StopCause cause = s.server().stopCause();
    String reason = stop.reason();
    if (reason == null && cause != null) {
      reason = cause.words();
    }
    if (reason == null && broken != null) {
      reason = broken.getMessage();
    }
    boolean left = broken != null || rowsLeft();
    boolean fatal = reason != null && !stop.stopped();
    Run.Status status =
        fatal ? Run.Status.FAILED : left ? Run.Status.STOPPED : Run.Status.COMPLETED;
    String why = reason == null ? "" : reason;
    // A run is over once its report is there: after a crash in between the same command makes it.
    Run run = new RunBook.Change(save(status, false, why)).worked(!left);
    progress.waiting("writing the report");
    Background about =
        ReportBackground.of(
            settings,
            s.intake(),
            s.site().company().name(),
            new Album(s.intake().photos(), engine, s.server()),
            reason);
    RunEnd end =
        RunReport.write(
            run,
            Path.of(run.report()),
            s.intake().input(),
            new RunReport.Kept(s.ledger().outcomes(), s.ledger().endedGuests().of(run.id())),
            about);
    s.ledger().runs().save(run);
    return end;
  }

  private Run save(Run.Status status, boolean allWorked, String why) {
    Run now = s.ledger().runs().find(s.run().id()).orElse(s.run());
    Run after = new RunBook.Change(now).status(status, allWorked, why, clock.instant());
    s.ledger().runs().save(after);
    return after;
  }
}
