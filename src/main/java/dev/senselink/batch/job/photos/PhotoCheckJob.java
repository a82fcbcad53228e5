package dev.senselink.batch.job.photos;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.api.client.SenseLink;
import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.GetCompany;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.enrol.photo.PhotoCheck;
import dev.senselink.batch.job.Connection;
import dev.senselink.batch.job.PhotoCheckSettings;
import dev.senselink.batch.job.Progress;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.WrongSettingsException;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.report.Album;
import dev.senselink.batch.job.report.ReportBackground;
import dev.senselink.batch.job.report.ReportPlace;
import dev.senselink.batch.job.report.RunReport;
import dev.senselink.batch.job.run.RunBook;
import dev.senselink.batch.job.run.Site;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Outcomes;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.Database;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.outcome.Tally;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.report.Facts;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.table.csv.GuardedCsv;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code photos check}: prepares every photo of a folder and has the server judge it, before there
 * is a roster. Its outcomes live in a temporary database; only the verdicts are kept, so that the
 * import need not ask again.
 */
public final class PhotoCheckJob {
  private static final String COMMAND = "photos-check";
  private static final int MOST_TOLD = 500;

  private final PhotoCheckSettings settings;
  private final PhotoEngine engine;
  private final Progress progress;
  private final StopSwitch stop;

  public PhotoCheckJob(
      PhotoCheckSettings settings, PhotoEngine engine, Progress progress, StopSwitch stop) {
    this.settings = settings;
    this.engine = engine;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Checks them all.
   *
   * @throws dev.senselink.batch.photo.folder.PhotoFolderException if the folder cannot be read
   * @throws WrongSettingsException if there is no photo in it
   */
  public RunEnd run(Connection connection) {
    try (PhotoFolder folder = PhotoFolder.open(settings.photos(), true)) {
      PhotoFolder.Sorted sorted = folder.sorted();
      List<PhotoFile> photos = sorted.pictures();
      if (photos.isEmpty()) {
        throw new WrongSettingsException(words("photos.none", folder.location()));
      }
      ReportPlace.check(reportFolder(connection.machine().wall().instant()));
      progress.say(words("photos.found", photos.size(), folder.count(), folder.location()));
      List<String> others = others(sorted.others());
      others.forEach(progress::say);
      return run(connection, folder, photos, others);
    }
  }

  /** Each file that is not looked at, or at least how many more there are. */
  private static List<String> others(List<PhotoFile> files) {
    List<String> told = new ArrayList<>();
    for (PhotoFile file : files.subList(0, Math.min(files.size(), MOST_TOLD))) {
      told.add(words("photos.other", file.path()));
    }
    if (files.size() > MOST_TOLD) {
      told.add(words("photos.others", files.size() - MOST_TOLD));
    }
    return told;
  }

  private RunEnd run(
      Connection connection, PhotoFolder folder, List<PhotoFile> photos, List<String> others) {
    try (DataFolder data =
            DataFolder.lock(connection.machine(), connection.data(), "photos check");
        Database database = Database.open(data);
        SenseLink client = connection.open()) {
      Server server = new Server(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      Company company = Site.need(server, server.ask(new GetCompany()), words("asked.company"));
      progress.say(words("told.server", connection.address(), company.name(), company.id()));
      PrivateFiles.folder(data.temporary());
      Path temporary = PrivateFiles.temporaryBelow(data.temporary(), DataFolder.INCOMING);
      try (Ledger ledger = new Ledger(database, connection.address(), company.id());
          Database outcomes = Database.temporary(temporary)) {
        if (settings.recheck()) {
          ledger.verdicts().forget();
        }
        PhotoCheck check =
            new PhotoCheck(
                server, ledger.verdicts(), engine, settings.limits(), settings.quality());
        Sweep sweep =
            new Sweep(
                connection, server, company.name(), check, Ledger.outcomes(outcomes), temporary);
        return sweep.run(folder, photos, others);
      } finally {
        PrivateFiles.remove(temporary);
      }
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN,
          words("folder.data.unwritable", connection.data(), e.getMessage()),
          e);
    }
  }

  private Path reportFolder(Instant now) {
    return RunBook.reportFolder(COMMAND, settings.report(), now);
  }

  /** The checking itself, and its report. */
  private final class Sweep {
    private final Connection connection;
    private final Server server;
    private final String company;
    private final PhotoCheck check;
    private final Outcomes outcomes;
    private final Path temporary;
    private final Instant started;
    private final long begun;
    private final String id;

    Sweep(
        Connection connection,
        Server server,
        String company,
        PhotoCheck check,
        Outcomes outcomes,
        Path temporary) {
      this.connection = connection;
      this.started = connection.machine().wall().instant();
      this.begun = connection.machine().nanos();
      this.id = RunBook.newId(connection.machine(), started);
      this.server = server;
      this.company = company;
      this.check = check;
      this.outcomes = outcomes;
      this.temporary = temporary;
    }

    RunEnd run(PhotoFolder folder, List<PhotoFile> photos, List<String> others) throws IOException {
      PhotoSweep sweep =
          new PhotoSweep(connection.machine(), check::work, connection.server().concurrency());
      stop.onStop(sweep::drain);
      Tally tally = new Tally();
      sweep.run(
          photos,
          some -> {
            outcomes.add(id, some);
            some.forEach(outcome -> tally.add(outcome.ending()));
            progress.rows(tally.sum(), photos.size(), tally);
            if (server.stopCause() != null) {
              sweep.drain();
            }
          });
      return report(folder, photos, others, tally);
    }

    private RunEnd report(
        PhotoFolder folder, List<PhotoFile> photos, List<String> others, Tally tally)
        throws IOException {
      String reason = reason();
      boolean all = tally.sum() == photos.size();
      Run.Status status =
          reason != null && !stop.stopped()
              ? Run.Status.FAILED
              : all ? Run.Status.COMPLETED : Run.Status.STOPPED;
      Instant finished = connection.machine().wall().instant();
      Facts facts =
          new Facts(
              COMMAND,
              id,
              status.name(),
              all,
              photos.size(),
              connection.address(),
              true,
              started,
              finished,
              tally.sum(),
              Duration.ofNanos(connection.machine().nanos() - begun).toMillis(),
              List.of(),
              List.of(),
              List.of(),
              null);
      return RunReport.write(
          facts,
          reportFolder(started),
          list(photos)::open,
          outcomes,
          ReportBackground.ofPhotos(
              company, folder.location(), new Album(folder, engine, server), others, reason),
          folder.location());
    }

    private @Nullable String reason() {
      if (stop.reason() != null) {
        return stop.reason();
      }
      return server.stopCause() == null ? null : server.stopCause().words();
    }

    /** A report is made from a roster, so here is one: a row a photo, and the file is its key. */
    private RosterInput list(List<PhotoFile> photos) throws IOException {
      Path file = temporary.resolve("photos.csv");
      try (GuardedCsv csv = GuardedCsv.create(file)) {
        csv.write(List.of("name", "jobNumber", "photo"));
        for (PhotoFile photo : photos) {
          csv.write(List.of("", photo.path(), photo.path()));
        }
      }
      return new RosterInput(file, "photos.csv", RosterSettings.of(RosterKind.USERS));
    }
  }
}
