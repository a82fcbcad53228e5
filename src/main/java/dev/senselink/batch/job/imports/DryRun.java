package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.TemporaryFolder;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.leavers.ReturnBrake;
import dev.senselink.batch.enrol.lookup.SourceIdentity;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.PlanSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.intake.RosterRowStream;
import dev.senselink.batch.job.plan.PlanCopies;
import dev.senselink.batch.job.report.ReportFolderCheck;
import dev.senselink.batch.job.report.TrialReports;
import dev.senselink.batch.job.run.LockedLedger;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.job.run.PeopleLookupStrategy;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.roster.ColumnMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Does everything an import does except creating or changing anything: its outcomes live in a
 * temporary database, and only the photo verdicts are kept. Offline it opens no ledger, takes no
 * lock and starts no Spring.
 */
public final class DryRun {
  private final ImportSettings settings;
  private final PhotoEngine engine;
  private final JobProgress progress;
  private final StopSwitch stop;
  private final @Nullable PlanSettings plan;

  public DryRun(
      ImportSettings settings, PhotoEngine engine, JobProgress progress, StopSwitch stop) {
    this(settings, engine, progress, stop, null);
  }

  /**
   * One that writes down what would be done.
   *
   * @param plan where, {@code null} for nowhere
   */
  public DryRun(
      ImportSettings settings,
      PhotoEngine engine,
      JobProgress progress,
      StopSwitch stop,
      @Nullable PlanSettings plan) {
    this.plan = plan;
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
      return rows(DryRows.Where.offline(machine)).work(intake, intake::rows, check::work, threads);
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
        LedgerDatabase database = Ledger.open(data);
        SenseLinkClient client = connection.open()) {
      new PlanCopies(data.path()).prune(machine.wall().instant(), "");
      new ColumnMemory(data.path()).remember(intake.shape(), settings.reading());
      RetryingClient server = new RetryingClient(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      ReportFolderCheck.check(RunRegistry.reportFolder(settings, machine.wall().instant()));
      ServerPreflight site = ServerPreflight.ask(server, connection.address(), settings.type());
      List<Long> groups = site.defaultGroups(settings.policies().groups());
      MissingPlaceCreator.Missing missing =
          RunPreview.tell(progress, settings, intake, site, groups);
      RunPreview.tell(progress, settings, missing);
      try (Ledger ledger =
          LockedLedger.open(
              database, connection, site.company().id(), settings.command(), server, stop)) {
        if (plan != null) { // else only its apply would be refused
          new RunRegistry(ledger.runs(), connection, machine.wall())
              .requireSameServer(site.company());
        }
        if (settings.policies().recheckPhotos()) {
          ledger.verdicts().forget();
        }
        RunResources open =
            new RunResources(
                connection, engine, data, database, ledger, server, site, progress, stop);
        String id = RunRegistry.newId(machine, machine.wall().instant());
        if (plan == null) {
          return new TrialReports(data.path()).noted(rows(id, open, intake, groups, missing, null));
        }
        try (PlanDraft draft =
            PlanDraft.begin(id, plan, settings, intake, open, missing, progress)) {
          return new TrialReports(data.path())
              .noted(rows(id, open, intake, groups, missing, draft));
        }
      }
    }
  }

  private RunEnd rows(
      String id,
      RunResources open,
      RosterIntake intake,
      List<Long> groups,
      MissingPlaceCreator.Missing missing,
      @Nullable PlanDraft draft) {
    boolean each =
        new PeopleLookupStrategy(open)
            .lookUpEach(settings.policies().lookup(), "", intake.result().rows());
    KeyBrake.check(settings, open, intake);
    Enrolment.Scope scope = scope(open, groups, each);
    Enrolment enrolment =
        new Enrolment(open.enrolment(), draft == null ? scope : scope.asking(draft.recorder()));
    RowsFixedElsewhere fixed =
        RowsFixedElsewhere.reading(open.ledger().fixedRows(), settings.reading().kind());
    BitSet returning = draft == null ? new BitSet() : draft.tooManyReturning();
    RosterRowStream.LastWord last =
        (row, outcome) -> {
          Outcome ended = fixed.settled(row, outcome, enrolment::isThere);
          return draft == null ? ended : draft.recorder().settled(row, ended);
        };
    ConnectionSettings connection = open.connection();
    DryRows.Where where =
        new DryRows.Where(
            id,
            connection.machine(),
            connection.address(),
            open.site().company().name(),
            missing,
            open.server(),
            draft,
            enrolment);
    return rows(where)
        .work(
            intake,
            () -> intake.rows(last),
            applicant ->
                last.settled(
                    applicant.row(),
                    ReturnBrake.work(
                        returning,
                        applicant,
                        one -> enrolment.work(one, draft != null && settings.followsLeavers()))),
            connection.server().concurrency());
  }

  private DryRows rows(DryRows.Where where) {
    return new DryRows(settings, engine, progress, stop, where);
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

  private static void remove(Path folder) {
    try {
      PrivateFiles.remove(folder);
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("folder.left", folder), e);
    }
  }
}
