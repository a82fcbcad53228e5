package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.guests.EndedGuestRemoval;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.lookup.SourceIdentity;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.engine.JobPart;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.report.ReportContextBuilder;
import dev.senselink.batch.job.report.ReportPictureSource;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.job.run.OpenIntentRecovery;
import dev.senselink.batch.job.run.PeopleLookupStrategy;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunExecution;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.report.ReportContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One process's work on a run: the job's steps, and how it ended. */
final class ImportRun {
  private final ImportSettings settings;
  private final ConnectionSettings connection;
  private final PhotoEngine engine;
  private final Setting s;
  private final JobProgress progress;
  private final StopSwitch stop;
  private final RunExecution frame;
  private Map<Integer, EarlierSends> earlierSends = Map.of();
  private ServerPlaces places;
  private boolean lookUpEach;
  private @Nullable Enrolment enrolment;

  /** What was opened and learnt before the run. */
  record Setting(
      DataFolder data,
      LedgerDatabase database,
      Ledger ledger,
      RetryingClient server,
      ServerPreflight site,
      RosterIntake intake,
      Run run,
      List<Long> groups) {}

  ImportRun(
      ImportSettings settings,
      ConnectionSettings connection,
      PhotoEngine engine,
      Setting setting,
      JobProgress progress,
      StopSwitch stop) {
    this.settings = settings;
    this.connection = connection;
    this.engine = engine;
    this.s = setting;
    this.progress = progress;
    this.stop = stop;
    this.places = setting.site().places();
    this.frame =
        new RunExecution(
            new RunExecution.Setting(
                s.data(),
                s.database(),
                s.ledger(),
                s.server(),
                s.run(),
                s.intake().result().rows()),
            settings.limits(),
            progress,
            stop,
            connection);
  }

  RunEnd run() {
    List<JobPart> parts =
        List.of(
            new JobPart.Task("reconcile", this::reconcile),
            new JobPart.Task("snapshot", this::snapshot),
            new JobPart.Task("places", this::createMissing),
            frame.rows("rows", this::openPipeline, frame::rowsLeft),
            new JobPart.Task("audit", this::audit),
            new JobPart.Task("ended", this::removeEnded));
    frame.run(parts);
    listWritten(); // at a stop too: what is not seen listed now is never deleted
    s.data().noteUnanswered(s.ledger().anyOpen());
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
        SourceIdentity.NONE,
        connection.machine(),
        connection.zone(),
        stop::stop,
        progress::say);
  }

  private void reconcile() {
    OpenIntentRecovery.Settled settled =
        new OpenIntentRecovery(s.data(), s.ledger(), progress).settle(setup());
    earlierSends = settled.earlierSends();
    if (!settled.complete()) {
      throw new StoppedException(words("lost.unclear.nothingNew"));
    }
  }

  private void snapshot() {
    if (settings.policies().recheckPhotos()) {
      s.ledger().verdicts().forget();
    }
    if (settings.policies().recheckDecisions()) {
      s.ledger().decisions().forget();
    }
    lookUpEach =
        new PeopleLookupStrategy(s.server(), s.ledger(), progress, connection.machine())
            .lookUpEach(settings.policies().lookup(), s.run().id(), s.intake().result().rows());
  }

  private void createMissing() {
    if (!settings.policies().createMissing()) {
      return;
    }
    progress.waiting(words("waiting.places"));
    MissingPlaceCreator.Missing missing = s.site().missing(s.intake().result());
    MissingPlaceCreator creator = new MissingPlaceCreator(s.server(), s.site(), places);
    Run before = s.ledger().runs().find(s.run().id()).orElse(s.run());
    places =
        creator
            .noting(
                () ->
                    s.ledger()
                        .runs()
                        .save(
                            new RunRegistry.Change(before)
                                .createdToo(creator.createdDepartments(), creator.createdGroups())))
            .create(missing);
  }

  private RowPipeline openPipeline() {
    Enrolment working = new Enrolment(setup());
    enrolment = working;
    return new RowPipeline(
        connection.machine(),
        s.intake()::rows,
        working::work,
        s.ledger().outcomes().done(s.run().id()),
        connection.server().concurrency(),
        settings.limits().rows());
  }

  private void audit() {
    boolean complete = enrolment == null || enrolment.audit().run();
    frame.countTime();
    if (!complete) {
      throw new StoppedException(words("audit.unclear.later"));
    }
    listWritten();
  }

  /** Looks how the server lists the guests just written, once. */
  private void listWritten() {
    if (enrolment != null && s.server().stopCause() == null) {
      enrolment.listing().look();
    }
  }

  /** Only after a whole import: whoever was not reached may be in it. */
  private void removeEnded() {
    EndedGuestRemoval.Rules rules = settings.ended();
    if (rules != null && enrolment != null && !frame.rowsLeft()) {
      RemoveEndedStep.run(enrolment.ended(rules), s, progress);
    }
  }

  private RunEnd end() {
    RunExecution.Standing standing = frame.standing();
    Run run = standing.run();
    progress.waiting(words("waiting.report"));
    ReportContext about =
        ReportContextBuilder.of(
            settings,
            s.intake(),
            s.site().company().name(),
            new ReportPictureSource(s.intake().photos(), engine, s.server()),
            standing.reason());
    RunEnd end =
        RunReportWriter.write(
            run,
            Path.of(run.report()),
            s.intake().input(),
            new RunReportWriter.Kept(
                s.ledger().outcomes(), s.ledger().endedGuests().of(run.id()), null),
            about);
    s.ledger().runs().save(run);
    return end;
  }
}
