package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.enrol.leavers.LeaverRules;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.job.ApplySettings;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.LeaverSettings;
import dev.senselink.batch.job.RosterListSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.plan.PlanCopies;
import dev.senselink.batch.job.report.ReportFolderCheck;
import dev.senselink.batch.job.run.LockedLedger;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.job.run.MisstoredCheck;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.job.run.UndoRoom;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.lists.ListCatalog;
import dev.senselink.batch.ledger.lists.ListIndexFile;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.roster.ColumnMemory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Imports a roster: lock, copy and first pass, preflight, reconcile, snapshot, missing departments
 * and groups, rows, audit, report.
 */
public final class ImportJob {
  private final ImportSettings settings;
  private final ConnectionSettings connection;
  private final PhotoEngine engine;
  private final JobProgress progress;
  private final StopSwitch stop;
  private final Clock clock;
  private final @Nullable ApplySettings applied;

  public ImportJob(
      ImportSettings settings,
      ConnectionSettings connection,
      PhotoEngine engine,
      JobProgress progress,
      StopSwitch stop) {
    this(settings, connection, engine, progress, stop, null);
  }

  /**
   * The same of a plan, beyond which nothing is done.
   *
   * @param applied the plan, {@code null} for none
   */
  public ImportJob(
      ImportSettings settings,
      ConnectionSettings connection,
      PhotoEngine engine,
      JobProgress progress,
      StopSwitch stop,
      @Nullable ApplySettings applied) {
    this.applied = applied;
    this.settings = settings;
    this.connection = connection;
    this.clock = connection.machine().wall();
    this.engine = engine;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Runs it, or goes on with the run that was not finished.
   *
   * @throws dev.senselink.batch.table.TableFileException if the roster cannot be read: nothing sent
   * @throws SettingsMismatchException if the settings do not fit the server: nothing sent
   * @throws StoppedException if the server could not even be asked who it is
   */
  public RunEnd run() {
    progress.waiting(words("waiting.roster"));
    try (DataFolder data =
        DataFolder.lock(connection.machine(), connection.data(), settings.command())) {
      PlannedImport plan = applied == null ? null : PlannedImport.open(applied, data);
      new PlanCopies(data.path()).prune(clock.instant(), plan == null ? "" : plan.id());
      return plan == null ? run(data, null) : planned(plan, data);
    }
  }

  private RunEnd planned(PlannedImport plan, DataFolder data) {
    ImportSettings asPlanned = plan.settings(settings);
    return new ImportJob(asPlanned, connection, engine, progress, stop, applied).run(data, plan);
  }

  private RunEnd run(DataFolder data, @Nullable PlannedImport plan) {
    try (RosterIntake intake =
            plan == null
                ? RosterIntake.take(settings, data.temporary())
                : plan.take(settings, data);
        LedgerDatabase database = Ledger.open(data);
        SenseLinkClient client = connection.open()) {
      new ColumnMemory(data.path()).remember(intake.shape(), settings.reading());
      RetryingClient server = new RetryingClient(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      ReportFolderCheck.check(RunRegistry.reportFolder(settings, clock.instant()));
      ServerPreflight site = ServerPreflight.ask(server, connection.address(), settings.type());
      if (plan != null) {
        plan.mustBeFor(connection.address(), site.company());
      }
      List<Long> groups = site.defaultGroups(settings.policies().groups());
      new LeaverRulesReader(site.places()).read(settings.list()); // a mistake is told at once
      if (plan == null) { // else its own yes counts
        new LeaverConfirmation(settings.list(), progress).mustBePossible();
      }
      try (Ledger ledger =
          LockedLedger.open(
              database, connection, site.company().id(), settings.command(), server, stop)) {
        ledger.runs().failDeadRuns(connection.address());
        UndoRoom.renew(
            ledger,
            connection,
            ledger
                .runs()
                .unfinished(
                    settings.command(),
                    connection.address(),
                    site.company().id(),
                    intake.sha256()));
        UndoRoom.make(ledger, connection, intake.result().rows(), replacedPhotos(intake));
        MisstoredCheck.check(server, ledger, settings.policies().accepted().stored());
        RunRegistry book = new RunRegistry(ledger.runs(), connection, clock);
        book.registerServer(site.company());
        Run run = runFor(data, book, site, intake, ledger, database, plan);
        ReportFolderCheck.check(Path.of(run.report())); // a resumed run has a folder already
        intake.moveTo(data.runFolder(run.id()));
        if (plan != null) {
          plan.follow(data.runFolder(run.id()));
        }
        data.runs().keep(run.id());
        RunIndexFile index = new RunIndexFile(data.path());
        index.write(ledger.runs(), ledger.outcomes());
        MissingPlaceCreator.Missing lacking =
            RunPreview.tell(progress, settings, intake, site, groups);
        MissingPlaceCreator.Missing missing =
            plan == null ? lacking : plan.only(lacking, site.places());
        RunPreview.tell(progress, settings, missing);
        RunResources open =
            new RunResources(
                connection, engine, data, database, ledger, server, site, progress, stop);
        RunEnd end =
            ran(new ImportRun(settings, open, intake, run, groups, missing, plan), book, run);
        index.write(ledger.runs(), ledger.outcomes());
        new ListIndexFile(data.path()).write(new ListCatalog(database));
        return end;
      }
    }
  }

  /** A run that must not begin as it was asked for is over: the next command begins anew. */
  private static RunEnd ran(ImportRun work, RunRegistry book, Run run) {
    try {
      return work.run();
    } catch (SettingsMismatchException e) {
      book.abandon(run, words("run.notLikeThis"));
      throw e;
    }
  }

  /** At most so many photos are replaced or deleted. */
  private long replacedPhotos(RosterIntake intake) {
    boolean updates = settings.policies().onExisting() == OnExisting.UPDATE;
    long ended = settings.ended() == null ? 0 : settings.ended().most();
    RosterListSettings list = settings.list();
    LeaverSettings leavers = list == null ? null : list.leavers();
    boolean deletes = leavers != null && leavers.action() == LeaverRules.Action.DELETE;
    return (updates ? intake.result().photosFound() : 0) + ended + (deletes ? 1 : 0);
  }

  private Run runFor(
      DataFolder data,
      RunRegistry book,
      ServerPreflight site,
      RosterIntake intake,
      Ledger ledger,
      LedgerDatabase database,
      @Nullable PlannedImport plan) {
    Optional<Run> unfinished = book.unfinished(settings.command(), site.company(), intake.sha256());
    boolean resumes =
        unfinished.isPresent()
            && !settings.mode().restart()
            && (plan == null || plan.isOf(data.runFolder(unfinished.get().id())));
    ListRegistry lists = new ListRegistry(ledger.listImports(), settings.list());
    if (plan != null && !resumes) {
      plan.mustBeFresh(clock.instant());
      plan.mustBeNewest(lists, data);
      plan.mustBeMeant(progress);
    }
    lists.check(resumes ? unfinished.get() : null, intake.rosterSha256(), progress);
    if (resumes) {
      progress.say(words("run.resumed", unfinished.get().id()));
      return book.resume(unfinished.get(), settings, intake);
    }
    unfinished.ifPresent(book::abandon);
    AtomicReference<Run> begun = new AtomicReference<>();
    database.inTransaction(
        () -> {
          Run run = book.begin(settings, intake, site.company());
          lists.begin(run, intake.rosterSha256());
          if (plan != null) {
            plan.begin(data.runFolder(run.id()));
            data.runs().keep(run.id());
          }
          begun.set(run);
        });
    return Objects.requireNonNull(begun.get());
  }
}
