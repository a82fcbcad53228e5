package dev.senselink.batch.job.resolve;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.api.client.SenseLink;
import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.enrol.decide.DecisionSheet;
import dev.senselink.batch.job.Connection;
import dev.senselink.batch.job.Progress;
import dev.senselink.batch.job.ResolveSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.WrongSettingsException;
import dev.senselink.batch.job.report.ReportPlace;
import dev.senselink.batch.job.run.RunBook;
import dev.senselink.batch.job.run.Site;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.RunIndex;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.Database;
import dev.senselink.batch.photo.PhotoEngine;
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
  private final Connection connection;
  private final PhotoEngine engine;
  private final Progress progress;
  private final StopSwitch stop;
  private final Clock clock;

  public ResolveJob(
      ResolveSettings settings,
      Connection connection,
      PhotoEngine engine,
      Progress progress,
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
   * @throws dev.senselink.batch.table.RosterException if a file cannot be read: nothing sent
   * @throws WrongSettingsException if a single line is wrong, or the settings do not fit: nothing
   *     sent
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
        Database database = Database.open(data)) {
      DecidedRun decided = DecidedRun.find(data, database, connection, file.toString(), content);
      Path other = settings.roster();
      Set<String> today = other == null ? null : decided.hashesOf(other);
      ReportPlace.check(reportFolder());
      try (SenseLink client = connection.open()) {
        Server server = new Server(client, connection.patience(), progress::say);
        stop.onStop(server::halt);
        Site site = Site.ask(server, connection.address(), decided.type());
        decided.mustBeOf(site);
        return Optional.of(run(data, database, decided, today, server, site));
      }
    }
  }

  private Path reportFolder() {
    return RunBook.reportFolder(ResolveSettings.COMMAND, settings.report(), clock.instant());
  }

  private RunEnd run(
      DataFolder data,
      Database database,
      DecidedRun decided,
      @Nullable Set<String> today,
      Server server,
      Site site) {
    try (Ledger ledger = new Ledger(database, connection.address(), site.company().id())) {
      ledger.runs().noneIsRunning();
      new RunBook(ledger.runs(), connection, clock).identify(site.company());
      tell(decided, decided.sheet(database), site);
      RunEnd end;
      try (DecidedBackup backup = backup(decided, server, ledger)) {
        ResolveRun.Setting setting =
            new ResolveRun.Setting(data, database, ledger, server, site, decided, backup, today);
        end = new ResolveRun(settings, connection, engine, setting, progress, stop, clock).run();
      }
      new RunIndex(data.path()).write(ledger.runs(), ledger.outcomes());
      return end;
    }
  }

  /** Null where the run was no restore. */
  private @Nullable DecidedBackup backup(DecidedRun decided, Server server, Ledger ledger) {
    return decided.roster().ofBackup()
        ? DecidedBackup.open(decided, settings.password(), server, ledger, connection.zone())
        : null;
  }

  private void tell(DecidedRun decided, DecisionSheet sheet, Site site) {
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
