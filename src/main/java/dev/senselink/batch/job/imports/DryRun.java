package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.TemporaryFolder;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.lookup.SourceIdentity;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.RunLimits;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.intake.RosterRowStream;
import dev.senselink.batch.job.report.ReportContextBuilder;
import dev.senselink.batch.job.report.ReportFolderCheck;
import dev.senselink.batch.job.report.ReportPictureSource;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.job.run.PeopleLookupStrategy;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.photo.PhotoEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does everything an import does except creating or changing anything: its outcomes live in a
 * temporary database, and only the photo verdicts are kept. Offline it opens no ledger, takes no
 * lock and starts no Spring.
 */
public final class DryRun {
  private static final int CHUNK = 500;

  private final ImportSettings settings;
  private final PhotoEngine engine;
  private final JobProgress progress;
  private final StopSwitch stop;

  public DryRun(
      ImportSettings settings, PhotoEngine engine, JobProgress progress, StopSwitch stop) {
    this.settings = settings;
    this.engine = engine;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Without any network: cells, duplicates, and photos found, claimed, decoded and prepared.
   *
   * @param zone the server's time zone, by which visits are over
   */
  public RunEnd offline(ZoneId zone) {
    Machine machine = Machine.real();
    Path folder;
    try {
      folder = TemporaryFolder.make("validate");
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN,
          words("folder.temporary", System.getProperty("java.io.tmpdir")),
          e);
    }
    progress.waiting(words("waiting.roster"));
    try (RosterIntake intake = RosterIntake.take(settings, folder)) {
      ReportFolderCheck.check(RunRegistry.reportFolder(settings, machine.wall().instant()));
      RunPreview.tell(progress, settings, intake, null, List.of());
      OfflineRowCheck check =
          new OfflineRowCheck(settings, engine, new VisitClock(zone, machine.wall()::instant));
      int threads = Runtime.getRuntime().availableProcessors();
      return work(intake, intake::rows, check::work, threads, Where.offline(machine));
    } finally {
      remove(folder);
    }
  }

  /** Against a server, which is asked about people and photos. */
  public RunEnd online(ConnectionSettings connection) {
    Machine machine = connection.machine();
    progress.waiting(words("waiting.roster"));
    try (DataFolder data =
            DataFolder.lock(
                connection.machine(), connection.data(), words("lock.dryRun", settings.command()));
        RosterIntake intake = RosterIntake.take(settings, data.temporary());
        LedgerDatabase database = LedgerDatabase.open(data);
        SenseLinkClient client = connection.open()) {
      new ColumnMemory(data.path()).remember(intake.shape(), settings.reading());
      RetryingClient server = new RetryingClient(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      ReportFolderCheck.check(RunRegistry.reportFolder(settings, machine.wall().instant()));
      ServerPreflight site = ServerPreflight.ask(server, connection.address(), settings.type());
      List<Long> groups = site.defaultGroups(settings.policies().groups());
      MissingPlaceCreator.Missing missing =
          RunPreview.tell(progress, settings, intake, site, groups);
      try (Ledger ledger = new Ledger(database, connection.address(), site.company().id())) {
        if (settings.policies().recheckPhotos()) {
          ledger.verdicts().forget();
        }
        RunResources open =
            new RunResources(
                connection, engine, data, database, ledger, server, site, progress, stop);
        boolean each =
            new PeopleLookupStrategy(open)
                .lookUpEach(settings.policies().lookup(), "", intake.result().rows());
        Enrolment enrolment = new Enrolment(open.enrolment(), scope(open, groups, each));
        RowsFixedElsewhere fixed =
            RowsFixedElsewhere.reading(ledger.fixedRows(), settings.reading().kind());
        return work(
            intake,
            () -> intake.rows((row, outcome) -> fixed.settled(row, outcome, enrolment::isThere)),
            applicant ->
                fixed.settled(applicant.row(), enrolment.work(applicant), enrolment::isThere),
            connection.server().concurrency(),
            new Where(machine, connection.address(), site.company().name(), missing, server));
      }
    }
  }

  private Enrolment.Scope scope(RunResources open, List<Long> groups, boolean each) {
    return new Enrolment.Scope(
        "",
        settings.type(),
        open.site().places(),
        settings.enrolment(open.connection().server().timeout(), groups),
        each,
        Map.of(),
        SourceIdentity.NONE);
  }

  /** The server that is asked, if one is. */
  private record Where(
      Machine machine,
      String address,
      String company,
      MissingPlaceCreator.Missing missing,
      @Nullable RetryingClient server) {
    static Where offline(Machine machine) {
      return new Where(machine, "", "", MissingPlaceCreator.Missing.NOTHING, null);
    }

    /** Why the server makes the work stop, {@code null} while it does not. */
    @Nullable String stopReason() {
      StopCause cause = server == null ? null : server.stopCause();
      return cause == null ? null : cause.words();
    }
  }

  private RunEnd work(
      RosterIntake intake,
      Supplier<RosterRowStream> source,
      Function<CheckedRow, Outcome> each,
      int slots,
      Where where) {
    try (LedgerDatabase temporary = LedgerDatabase.temporary(intake.temporary())) {
      OutcomeStore outcomes = Ledger.outcomes(temporary);
      return work(intake, source, each, slots, where, outcomes);
    }
  }

  private RunEnd work(
      RosterIntake intake,
      Supplier<RosterRowStream> source,
      Function<CheckedRow, Outcome> each,
      int slots,
      Where where,
      OutcomeStore outcomes) {
    Machine machine = where.machine();
    Instant started = machine.wall().instant();
    long begun = machine.nanos();
    String id = RunRegistry.newId(machine, started);
    RowPipeline rows =
        new RowPipeline(machine, source, each, new BitSet(), slots, settings.limits().rows());
    stop.onStop(rows::drain);
    OutcomeTally tally = new OutcomeTally();
    try {
      drain(rows, id, outcomes, tally, intake.result().rows(), where);
    } finally {
      rows.close();
    }
    rethrow(rows.broken());
    String reason = stop.reason() != null ? stop.reason() : where.stopReason();
    boolean all = tally.sum() == intake.result().rows();
    Run.Status status =
        reason != null && !stop.stopped()
            ? Run.Status.FAILED
            : all ? Run.Status.COMPLETED : Run.Status.STOPPED;
    long millis = Duration.ofNanos(machine.nanos() - begun).toMillis();
    progress.waiting(words("waiting.report"));
    return RunReportWriter.writeDry(
        new RunReportWriter.Dry(
            id,
            settings,
            where.address(),
            status,
            all,
            intake,
            started,
            machine.wall().instant(),
            tally,
            millis),
        outcomes,
        ReportContextBuilder.of(
            settings,
            intake,
            where.company(),
            where.missing(),
            new ReportPictureSource(intake.photos(), engine, where.server()),
            reason));
  }

  private void drain(
      RowPipeline rows,
      String id,
      OutcomeStore outcomes,
      OutcomeTally tally,
      long total,
      Where where) {
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

  private static void remove(Path folder) {
    try {
      PrivateFiles.remove(folder);
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("folder.left", folder), e);
    }
  }
}
