package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.RestoreSettings;
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
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.engine.PassThroughPhotoEngine;
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
  private final ConnectionSettings connection;
  private final PhotoEngine engine;
  private final JobProgress progress;
  private final StopSwitch stop;
  private final Clock clock;

  /**
   * @param engine for photos that cannot be sent as they are
   */
  public RestoreJob(
      RestoreSettings settings,
      ConnectionSettings connection,
      PhotoEngine engine,
      JobProgress progress,
      StopSwitch stop) {
    this.settings = settings;
    this.connection = connection;
    this.clock = connection.machine().wall();
    this.engine = new PassThroughPhotoEngine(engine);
    this.progress = progress;
    this.stop = stop;
  }

  /** Works with what is open. */
  private interface Work<T> {
    T done(RunResources open, Backup backup, RestoreIntake intake);
  }

  /**
   * Restores it, or goes on with the run that was not finished.
   *
   * @throws dev.senselink.batch.backup.BackupException if the backup is not there: nothing sent
   * @throws DamagedBackupException if it is not sound: nothing sent
   * @throws SettingsMismatchException if the settings do not fit the server: nothing sent
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
        (open, backup, intake) -> {
          registry(open).requireSameServer(open.site().company());
          return new RestorePlan(settings, open, backup, intake).made();
        });
  }

  private <T> T opened(String command, Work<T> work) {
    progress.waiting(words("restore.verifying"));
    try (Backup backup = SoundBackupOpener.open(settings);
        DataFolder data = DataFolder.lock(connection.machine(), connection.data(), command);
        RestoreIntake intake = RestoreIntake.take(settings, backup, data.temporary());
        LedgerDatabase database = Ledger.open(data);
        SenseLinkClient client = connection.open()) {
      RetryingClient server = new RetryingClient(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      ReportFolderCheck.check(reportFolder(clock.instant()));
      ServerPreflight site = ServerPreflight.ask(server, connection.address(), Person.STAFF);
      try (Ledger ledger =
          LockedLedger.open(database, connection, site.company().id(), command, server, stop)) {
        return work.done(
            new RunResources(
                connection, engine, data, database, ledger, server, site, progress, stop),
            backup,
            intake);
      }
    }
  }

  private RunEnd restore(RunResources open, Backup backup, RestoreIntake intake) {
    Ledger ledger = open.ledger();
    ServerPreflight site = open.site();
    MisstoredCheck.check(open.server(), ledger, settings.accepted().stored());
    ledger.runs().failDeadRuns(open.connection().address());
    RunRegistry book = registry(open);
    UndoRoom.renew(
        ledger,
        connection,
        book.unfinished(RestoreSettings.COMMAND, site.company(), intake.sha256()));
    UndoRoom.make(ledger, connection, intake.rows(), 0);
    book.registerServer(site.company());
    Run run = runFor(book, site, intake);
    ReportFolderCheck.check(Path.of(run.report())); // a resumed run has a folder already
    intake.moveTo(open.data().runFolder(run.id()));
    open.data().runs().keep(run.id());
    RunIndexFile index = new RunIndexFile(open.data().path());
    index.write(ledger.runs(), ledger.outcomes());
    tell(backup, intake, site);
    RunEnd end = new RestoreRun(settings, open, backup, intake, run).run();
    index.write(ledger.runs(), ledger.outcomes());
    return end;
  }

  private RunRegistry registry(RunResources open) {
    return new RunRegistry(open.ledger().runs(), connection, clock);
  }

  private Run runFor(RunRegistry book, ServerPreflight site, RestoreIntake intake) {
    Optional<Run> unfinished =
        book.unfinished(RestoreSettings.COMMAND, site.company(), intake.sha256());
    Path backup = settings.backup().toAbsolutePath().normalize();
    String reading = GuestDefaultsText.write(settings.guests());
    if (unfinished.isPresent()) {
      progress.say(words("run.resumed", unfinished.get().id()));
      return book.resume(unfinished.get(), settings.report(), backup.toString(), reading);
    }
    RunRegistry.Beginning beginning =
        new RunRegistry.Beginning(
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
    return RunRegistry.reportFolder(RestoreSettings.COMMAND, settings.report(), now);
  }

  private void tell(Backup backup, RestoreIntake intake, ServerPreflight site) {
    progress.say(
        words(
            "restore.backup",
            intake.displayName(),
            backup.manifest().companyName(),
            backup.manifest().server(),
            backup.manifest().finishedAt()));
    progress.say(words("restore.people", intake.staff(), intake.rows() - intake.staff()));
    progress.say(words("told.server", site.address(), site.company().name(), site.company().id()));
  }
}
