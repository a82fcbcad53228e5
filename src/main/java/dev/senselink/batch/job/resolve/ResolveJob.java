package dev.senselink.batch.job.resolve;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.enrol.decide.DecisionSheet;
import dev.senselink.batch.enrol.leavers.ListRoll;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.ResolveSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.report.ReportFolderCheck;
import dev.senselink.batch.job.run.LockedLedger;
import dev.senselink.batch.job.run.MisstoredCheck;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.job.run.UndoRoom;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.lists.ListCatalog;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.ListIndexFile;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.conflicts.ConflictsFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what people decided in a conflicts file: lock, the whole file held against the
 * ledger, preflight, reconcile, look-up, the decided rows, audit, report. Run again it goes on
 * where it ended.
 */
public final class ResolveJob {
  private final ResolveSettings settings;
  private final ConnectionSettings connection;
  private final PhotoEngine engine;
  private final JobProgress progress;
  private final StopSwitch stop;
  private final Clock clock;

  public ResolveJob(
      ResolveSettings settings,
      ConnectionSettings connection,
      PhotoEngine engine,
      JobProgress progress,
      StopSwitch stop) {
    this.settings = settings;
    this.connection = connection;
    this.clock = connection.machine().wall();
    this.engine = engine;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Carries them out.
   *
   * @return empty where the file has not a single line
   * @throws dev.senselink.batch.table.TableFileException if a file cannot be read: nothing sent
   * @throws SettingsMismatchException if a single line is wrong, or the settings do not fit:
   *     nothing sent
   * @throws StoppedException if the server could not even be asked who it is
   */
  public Optional<RunEnd> run() {
    Path file = settings.conflicts();
    ConflictsFile.Content content = ConflictsFile.read(file, String.valueOf(file.getFileName()));
    if (content.lines().isEmpty()) {
      return Optional.empty();
    }
    try (DataFolder data =
            DataFolder.lock(connection.machine(), connection.data(), ResolveSettings.COMMAND);
        LedgerDatabase database = Ledger.open(data)) {
      DecidedRun decided = DecidedRun.find(data, database, connection, file.toString(), content);
      Path other = settings.roster();
      Set<String> today = other == null ? null : decided.hashesOf(other);
      ReportFolderCheck.check(reportFolder());
      try (SenseLinkClient client = connection.open()) {
        RetryingClient server = new RetryingClient(client, connection.patience(), progress::say);
        stop.onStop(server::halt);
        ServerPreflight site = ServerPreflight.ask(server, connection.address(), decided.type());
        decided.mustBeOf(site);
        return Optional.of(run(data, database, decided, today, server, site));
      }
    }
  }

  private Path reportFolder() {
    return RunRegistry.reportFolder(ResolveSettings.COMMAND, settings.report(), clock.instant());
  }

  private RunEnd run(
      DataFolder data,
      LedgerDatabase database,
      DecidedRun decided,
      @Nullable Set<String> today,
      RetryingClient server,
      ServerPreflight site) {
    try (Ledger ledger =
        LockedLedger.open(
            database, connection, site.company().id(), ResolveSettings.COMMAND, server, stop)) {
      MisstoredCheck.check(server, ledger, settings.accepted().stored());
      ledger.runs().failDeadRuns(connection.address());
      long rows = decided.sheet(database).decided().size();
      if (connection.undo().keeps()) { // a resolve that is gone on with is kept whole
        decided
            .begunAs(ledger)
            .ifPresent(
                own ->
                    ledger
                        .before()
                        .runs()
                        .beginInstead(decided.run().id(), own, connection.undo().keepFor()));
      }
      UndoRoom.make(ledger, connection, rows, rows);
      new RunRegistry(ledger.runs(), connection, clock).registerServer(site.company());
      tell(decided, decided.sheet(database), site);
      RunEnd end;
      try (DecidedBackup backup = backup(decided, server, ledger)) {
        RunResources open =
            new RunResources(
                connection, engine, data, database, ledger, server, site, progress, stop);
        end = new ResolveRun(settings, open, decided, backup, today).run();
      }
      ledger
          .listImports()
          .of(decided.run().id())
          .ifPresent(list -> remember(ledger, list, decided));
      new RunIndexFile(data.path()).write(ledger.runs(), ledger.outcomes());
      new ListIndexFile(data.path()).write(new ListCatalog(database));
      return end;
    }
  }

  /** Whoever a decision has made or found is on the list of the import. */
  private static void remember(Ledger ledger, ListImport list, DecidedRun decided) {
    BeforeStore before = ledger.before();
    String own = before.runs().under(list.run());
    if (!own.equals(list.run()) && before.runs().keeps(own)) {
      before.lists().keep(own, list.list());
    }
    try (Roster rows = decided.roster().open()) {
      new ListRoll(ledger).remember(list, rows);
    }
  }

  /** Null where the run was no restore. */
  private @Nullable DecidedBackup backup(DecidedRun decided, RetryingClient server, Ledger ledger) {
    return decided.roster().ofBackup()
        ? DecidedBackup.open(decided, settings.password(), server, ledger, connection.zone())
        : null;
  }

  private void tell(DecidedRun decided, DecisionSheet sheet, ServerPreflight site) {
    progress.say(
        words(
            "told.conflicts",
            sheet.rows().cardinality(),
            decided.run().id(),
            decided.roster().displayName(),
            sheet.decided().size(),
            sheet.carriedOutBefore()));
    progress.say(words("told.server", site.address(), site.company().name(), site.company().id()));
  }
}
