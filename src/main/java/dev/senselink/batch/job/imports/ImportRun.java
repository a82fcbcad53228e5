package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.guests.EndedVisits;
import dev.senselink.batch.enrol.lookup.Lineage;
import dev.senselink.batch.enrol.lookup.Places;
import dev.senselink.batch.job.Connection;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.Progress;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.engine.JobPart;
import dev.senselink.batch.job.intake.Intake;
import dev.senselink.batch.job.report.Album;
import dev.senselink.batch.job.report.ReportBackground;
import dev.senselink.batch.job.report.RunReport;
import dev.senselink.batch.job.run.Leftovers;
import dev.senselink.batch.job.run.MissingPlaces;
import dev.senselink.batch.job.run.People;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunBook;
import dev.senselink.batch.job.run.RunFrame;
import dev.senselink.batch.job.run.Site;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.Database;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.report.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One process's work on a run: the job's steps, and how it ended. */
final class ImportRun {
  private final ImportSettings settings;
  private final Connection connection;
  private final PhotoEngine engine;
  private final Setting s;
  private final Progress progress;
  private final StopSwitch stop;
  private final RunFrame frame;
  private Map<Integer, EarlierSends> earlierSends = Map.of();
  private Places places;
  private boolean lookUpEach;
  private @Nullable Enrolment enrolment;

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
      StopSwitch stop) {
    this.settings = settings;
    this.connection = connection;
    this.engine = engine;
    this.s = setting;
    this.progress = progress;
    this.stop = stop;
    this.places = setting.site().places();
    this.frame =
        new RunFrame(
            new RunFrame.Setting(
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
        Lineage.NONE,
        connection.machine(),
        connection.zone(),
        stop::stop,
        progress::say);
  }

  private void reconcile() {
    Leftovers.Settled settled = new Leftovers(s.data(), s.ledger(), progress).settle(setup());
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
        new People(s.server(), s.ledger(), progress, connection.machine())
            .lookUpEach(settings.policies().lookup(), s.run().id(), s.intake().result().rows());
  }

  private void createMissing() {
    if (!settings.policies().createMissing()) {
      return;
    }
    progress.waiting(words("waiting.places"));
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
    EndedVisits.Rules rules = settings.ended();
    if (rules != null && enrolment != null && !frame.rowsLeft()) {
      RemoveEnded.run(enrolment.ended(rules), s, progress);
    }
  }

  private RunEnd end() {
    RunFrame.Standing standing = frame.standing();
    Run run = standing.run();
    progress.waiting(words("waiting.report"));
    Background about =
        ReportBackground.of(
            settings,
            s.intake(),
            s.site().company().name(),
            new Album(s.intake().photos(), engine, s.server()),
            standing.reason());
    RunEnd end =
        RunReport.write(
            run,
            Path.of(run.report()),
            s.intake().input(),
            new RunReport.Kept(s.ledger().outcomes(), s.ledger().endedGuests().of(run.id()), null),
            about);
    s.ledger().runs().save(run);
    return end;
  }
}
