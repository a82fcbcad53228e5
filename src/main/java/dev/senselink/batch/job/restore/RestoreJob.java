package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.api.client.SenseLink;
import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.job.Connection;
import dev.senselink.batch.job.Progress;
import dev.senselink.batch.job.RestoreSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.WrongSettingsException;
import dev.senselink.batch.job.report.ReportPlace;
import dev.senselink.batch.job.run.RunBook;
import dev.senselink.batch.job.run.Site;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndex;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.Database;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.engine.SentAsTheyAre;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Restores a backup (BACKUP.md, "restore"): the backup verified, lock, preflight, reconcile,
 * snapshot, then everything in its order, and the report. People go through the enrolment as those
 * of a roster do, so nobody is made twice, whatever becomes of the process or of an answer.
 */
public final class RestoreJob {
  private final RestoreSettings settings;
  private final Connection connection;
  private final PhotoEngine engine;
  private final Progress progress;
  private final StopSwitch stop;
  private final Clock clock;

  /**
   * @param engine for photos that cannot be sent as they are
   */
  public RestoreJob(
      RestoreSettings settings,
      Connection connection,
      PhotoEngine engine,
      Progress progress,
      StopSwitch stop) {
    this.settings = settings;
    this.connection = connection;
    this.clock = connection.machine().wall();
    this.engine = new SentAsTheyAre(engine);
    this.progress = progress;
    this.stop = stop;
  }

  /** What is open while a restore, or its plan, is at work. */
  private record Open(
      Backup backup, DataFolder data, RestoreIntake intake, Database database, Server server) {}

  /** Works with what is open. */
  private interface Work<T> {
    T done(Open open, Site site, Ledger ledger);
  }

  /**
   * Restores it, or goes on with the run that was not finished.
   *
   * @throws dev.senselink.batch.backup.BackupException if the backup is not there: nothing sent
   * @throws DamagedBackupException if it is not sound: nothing sent
   * @throws WrongSettingsException if the settings do not fit the server: nothing sent
   * @throws StoppedException if the server could not even be asked who it is
   */
  public RunEnd run() {
    return opened(RestoreSettings.COMMAND, this::restore);
  }

  /**
   * Finds out what a restore would do. Changes nothing, on the server or in the ledger.
   *
   * @throws RuntimeException as {@link #run}
   */
  public RestorePlan.Counts plan() {
    return opened(
        RestoreSettings.COMMAND + " --plan",
        (open, site, ledger) -> {
          new RunBook(ledger.runs(), connection, clock).compare(site.company());
          return new RestorePlan(settings, connection, engine, progress, stop)
              .made(
                  new RestorePlan.Setting(
                      open.server(), site, ledger, open.backup(), open.intake()));
        });
  }

  private <T> T opened(String command, Work<T> work) {
    progress.waiting(words("restore.verifying"));
    try (Backup backup = SoundBackup.open(settings);
        DataFolder data = DataFolder.lock(connection.machine(), connection.data(), command);
        RestoreIntake intake = RestoreIntake.take(settings, backup, data.temporary());
        Database database = Database.open(data);
        SenseLink client = connection.open()) {
      Server server = new Server(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      ReportPlace.check(reportFolder(clock.instant()));
      Site site = Site.ask(server, connection.address(), Person.STAFF);
      try (Ledger ledger = new Ledger(database, connection.address(), site.company().id())) {
        return work.done(new Open(backup, data, intake, database, server), site, ledger);
      }
    }
  }

  private RunEnd restore(Open open, Site site, Ledger ledger) {
    ledger.runs().noneIsRunning();
    RunBook book = new RunBook(ledger.runs(), connection, clock);
    book.identify(site.company());
    Run run = runFor(book, site, open.intake());
    ReportPlace.check(Path.of(run.report())); // a resumed run has a folder already
    open.intake().moveTo(open.data().runFolder(run.id()));
    RunIndex index = new RunIndex(open.data().path());
    index.write(ledger.runs(), ledger.outcomes());
    tell(open, site);
    RestoreRun.Setting setting =
        new RestoreRun.Setting(
            open.data(),
            open.database(),
            ledger,
            open.server(),
            site,
            open.backup(),
            open.intake(),
            run);
    RunEnd end = new RestoreRun(settings, connection, engine, setting, progress, stop).run();
    index.write(ledger.runs(), ledger.outcomes());
    return end;
  }

  private Run runFor(RunBook book, Site site, RestoreIntake intake) {
    Optional<Run> unfinished =
        book.unfinished(RestoreSettings.COMMAND, site.company(), intake.sha256());
    Path backup = settings.backup().toAbsolutePath().normalize();
    String reading = VisitText.write(settings.guests());
    if (unfinished.isPresent()) {
      progress.say(words("run.resumed", unfinished.get().id()));
      return book.resume(unfinished.get(), settings.report(), backup.toString(), reading);
    }
    RunBook.Beginning beginning =
        new RunBook.Beginning(
            RestoreSettings.COMMAND,
            intake.sha256(),
            backup,
            reading,
            backup.toString(),
            intake.rows());
    Instant now = clock.instant();
    return book.begin(beginning, reportFolder(now), site.company(), now);
  }

  private Path reportFolder(Instant now) {
    return RunBook.reportFolder(RestoreSettings.COMMAND, settings.report(), now);
  }

  private void tell(Open open, Site site) {
    RestoreIntake intake = open.intake();
    progress.say(
        words(
            "restore.backup",
            intake.displayName(),
            open.backup().manifest().companyName(),
            open.backup().manifest().server(),
            open.backup().manifest().finishedAt()));
    progress.say(words("restore.people", intake.staff(), intake.rows() - intake.staff()));
    progress.say(words("told.server", site.address(), site.company().name(), site.company().id()));
  }
}
