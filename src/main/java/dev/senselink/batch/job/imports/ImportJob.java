package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.api.client.SenseLink;
import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.job.Connection;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.Progress;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.WrongSettingsException;
import dev.senselink.batch.job.intake.Intake;
import dev.senselink.batch.job.report.ReportPlace;
import dev.senselink.batch.job.run.RunBook;
import dev.senselink.batch.job.run.Site;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndex;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.Database;
import dev.senselink.batch.photo.PhotoEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Imports a roster: lock, copy and first pass, preflight, reconcile, snapshot, missing departments
 * and groups, rows, audit, report.
 */
public final class ImportJob {
  private final ImportSettings settings;
  private final Connection connection;
  private final PhotoEngine engine;
  private final Progress progress;
  private final StopSwitch stop;
  private final Clock clock;

  public ImportJob(
      ImportSettings settings,
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
   * Runs it, or goes on with the run that was not finished.
   *
   * @throws dev.senselink.batch.table.RosterException if the roster cannot be read: nothing sent
   * @throws WrongSettingsException if the settings do not fit the server: nothing sent
   * @throws StoppedException if the server could not even be asked who it is
   */
  public RunEnd run() {
    progress.waiting(words("waiting.roster"));
    try (DataFolder data =
            DataFolder.lock(connection.machine(), connection.data(), settings.command());
        Intake intake = Intake.take(settings, data.temporary());
        Database database = Database.open(data);
        SenseLink client = connection.open()) {
      Server server = new Server(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      ReportPlace.check(RunBook.reportFolder(settings, clock.instant()));
      Site site = Site.ask(server, connection.address(), settings.type());
      List<Long> groups = site.defaultGroups(settings.policies().groups());
      try (Ledger ledger = new Ledger(database, connection.address(), site.company().id())) {
        ledger.runs().noneIsRunning();
        RunBook book = new RunBook(ledger.runs(), connection, clock);
        book.identify(site.company());
        Run run = runFor(book, site, intake);
        ReportPlace.check(Path.of(run.report())); // a resumed run has a folder already
        intake.moveTo(data.runFolder(run.id()));
        RunIndex index = new RunIndex(data.path());
        index.write(ledger.runs(), ledger.outcomes());
        Preview.tell(progress, settings, intake, site, groups);
        ImportRun.Setting setting =
            new ImportRun.Setting(data, database, ledger, server, site, intake, run, groups);
        RunEnd end = new ImportRun(settings, connection, engine, setting, progress, stop).run();
        index.write(ledger.runs(), ledger.outcomes());
        return end;
      }
    }
  }

  private Run runFor(RunBook book, Site site, Intake intake) {
    Optional<Run> unfinished = book.unfinished(settings.command(), site.company(), intake.sha256());
    if (unfinished.isPresent() && !settings.mode().restart()) {
      progress.say(words("run.resumed", unfinished.get().id()));
      return book.resume(unfinished.get(), settings, intake);
    }
    unfinished.ifPresent(book::abandon);
    return book.begin(settings, intake, site.company());
  }
}
