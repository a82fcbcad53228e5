package dev.senselink.batch.job.photos;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.TemporaryFolder;
import dev.senselink.batch.enrol.photo.UnassignedPhotoCheck;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.PhotoCheckSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.report.ReportContextBuilder;
import dev.senselink.batch.job.report.ReportFolderCheck;
import dev.senselink.batch.job.report.ReportPictureSource;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.report.TrialReports;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.report.LeaverFacts;
import dev.senselink.batch.report.RunFacts;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code photos check}: prepares every photo of a folder and has the server judge it, before there
 * is a roster. Its outcomes live in a temporary database; only the verdicts are kept, so that the
 * import need not ask again.
 */
public final class PhotoCheckJob {
  private static final String COMMAND = "photos-check";

  private final PhotoCheckSettings settings;
  private final PhotoEngine engine;
  private final JobProgress progress;
  private final StopSwitch stop;

  public PhotoCheckJob(
      PhotoCheckSettings settings, PhotoEngine engine, JobProgress progress, StopSwitch stop) {
    this.settings = settings;
    this.engine = engine;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Checks them all.
   *
   * @throws dev.senselink.batch.photo.folder.PhotoFolderException if the folder cannot be read
   * @throws SettingsMismatchException if there is no photo in it
   */
  public RunEnd run(ConnectionSettings connection) {
    try (PhotoFolder folder = PhotoFolder.open(settings.photos(), true)) {
      List<PhotoFile> photos = photos(folder, connection.machine());
      List<String> others = UncheckedFiles.told(folder.sorted());
      others.forEach(progress::say);
      return run(connection, folder, photos, others);
    }
  }

  /**
   * Checks them all without any network: what this machine sees in them is all there is.
   *
   * @throws dev.senselink.batch.photo.folder.PhotoFolderException if the folder cannot be read
   * @throws SettingsMismatchException if there is no photo in it
   */
  public RunEnd offline(Machine machine) {
    try (PhotoFolder folder = PhotoFolder.open(settings.photos(), true)) {
      List<PhotoFile> photos = photos(folder, machine);
      List<String> others = UncheckedFiles.told(folder.sorted());
      others.forEach(progress::say);
      Path temporary = TemporaryFolder.make("photos");
      try (LedgerDatabase outcomes = LedgerDatabase.temporary(temporary)) {
        return new Sweep(
                Where.offline(machine),
                new OfflinePhotoCheck(engine, settings.limits())::work,
                Ledger.outcomes(outcomes),
                temporary)
            .run(folder, photos, others);
      } finally {
        PrivateFiles.remove(temporary);
      }
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN,
          words("folder.temporary", System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  private List<PhotoFile> photos(PhotoFolder folder, Machine machine) {
    List<PhotoFile> photos = folder.sorted().pictures();
    if (photos.isEmpty()) {
      throw new SettingsMismatchException(words("photos.none", folder.location()));
    }
    ReportFolderCheck.check(reportFolder(machine.wall().instant()));
    progress.say(words("photos.found", photos.size(), folder.count(), folder.location()));
    return photos;
  }

  /**
   * Where photos are judged.
   *
   * @param server {@code null} for on this machine alone
   */
  private record Where(
      Machine machine, int slots, String address, String company, @Nullable RetryingClient server) {
    static Where offline(Machine machine) {
      int slots = 1 + Runtime.getRuntime().availableProcessors() / PhotoPipeline.WORKERS_PER_SLOT;
      return new Where(machine, slots, "", "", null);
    }

    @Nullable StopCause stopCause() {
      return server == null ? null : server.stopCause();
    }
  }

  private RunEnd run(
      ConnectionSettings connection,
      PhotoFolder folder,
      List<PhotoFile> photos,
      List<String> others) {
    try (DataFolder data =
            DataFolder.lock(connection.machine(), connection.data(), "photos check");
        LedgerDatabase database = Ledger.open(data);
        SenseLinkClient client = connection.open()) {
      RetryingClient server = new RetryingClient(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      Company company =
          ServerPreflight.need(
              server, server.ask(OrganisationCalls.company()), words("asked.company"));
      progress.say(words("told.server", connection.address(), company.name(), company.id()));
      PrivateFiles.folder(data.temporary());
      Path temporary = PrivateFiles.temporaryBelow(data.temporary(), DataFolder.INCOMING);
      try (Ledger ledger = new Ledger(database, connection.address(), company.id());
          LedgerDatabase outcomes = LedgerDatabase.temporary(temporary)) {
        if (settings.recheck()) {
          ledger.verdicts().forget();
        }
        UnassignedPhotoCheck check =
            new UnassignedPhotoCheck(
                server, ledger.verdicts(), engine, settings.limits(), settings.quality());
        Where where =
            new Where(
                connection.machine(),
                connection.server().concurrency(),
                connection.address(),
                company.name(),
                server);
        Sweep sweep = new Sweep(where, check::work, Ledger.outcomes(outcomes), temporary);
        return new TrialReports(data.path()).noted(sweep.run(folder, photos, others));
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
    return RunRegistry.reportFolder(COMMAND, settings.report(), now);
  }

  /** The checking itself, and its report. */
  private final class Sweep {
    private final Where where;
    private final PhotoPipeline.Work check;
    private final OutcomeStore outcomes;
    private final Path temporary;
    private final Instant started;
    private final long begun;
    private final String id;

    Sweep(Where where, PhotoPipeline.Work check, OutcomeStore outcomes, Path temporary) {
      this.where = where;
      this.started = where.machine().wall().instant();
      this.begun = where.machine().nanos();
      this.id = RunRegistry.newId(where.machine(), started);
      this.check = check;
      this.outcomes = outcomes;
      this.temporary = temporary;
    }

    RunEnd run(PhotoFolder folder, List<PhotoFile> photos, List<String> others) throws IOException {
      PhotoPipeline sweep = new PhotoPipeline(where.machine(), check, where.slots());
      stop.onStop(sweep::drain);
      OutcomeTally tally = new OutcomeTally();
      sweep.run(
          photos,
          some -> {
            outcomes.add(id, some);
            some.forEach(tally::add);
            progress.rows(tally.sum(), photos.size(), tally);
            if (where.stopCause() != null) {
              sweep.drain();
            }
          });
      return report(folder, photos, others, tally);
    }

    private RunEnd report(
        PhotoFolder folder, List<PhotoFile> photos, List<String> others, OutcomeTally tally)
        throws IOException {
      String reason = reason();
      boolean all = tally.sum() == photos.size();
      Run.Status status =
          reason != null && !stop.stopped()
              ? Run.Status.FAILED
              : all ? Run.Status.COMPLETED : Run.Status.STOPPED;
      Instant finished = where.machine().wall().instant();
      RunFacts facts =
          new RunFacts(
              COMMAND,
              id,
              status.name(),
              all,
              photos.size(),
              where.address(),
              true,
              started,
              finished,
              tally.sum(),
              Duration.ofNanos(where.machine().nanos() - begun).toMillis(),
              List.of(),
              List.of(),
              List.of(),
              null,
              LeaverFacts.NONE);
      return RunReportWriter.write(
          facts,
          reportFolder(started),
          list(photos)::open,
          outcomes,
          ReportContextBuilder.ofPhotos(
              where.company(),
              folder.location(),
              new ReportPictureSource(folder, engine, settings.limits(), where.server()),
              others,
              reason),
          folder.location());
    }

    private @Nullable String reason() {
      if (stop.reason() != null) {
        return stop.reason();
      }
      StopCause cause = where.stopCause();
      return cause == null ? null : cause.words();
    }

    /** A report is made from a roster, so here is one: a row a photo, and the file is its key. */
    private RosterInput list(List<PhotoFile> photos) throws IOException {
      Path file = temporary.resolve("photos.csv");
      try (GuardedCsvWriter csv = GuardedCsvWriter.create(file)) {
        csv.write(List.of("name", "jobNumber", "photo"));
        for (PhotoFile photo : photos) {
          csv.write(List.of("", photo.path(), photo.path()));
        }
      }
      return new RosterInput(file, "photos.csv", RosterSettings.of(RosterKind.USERS));
    }
  }
}
