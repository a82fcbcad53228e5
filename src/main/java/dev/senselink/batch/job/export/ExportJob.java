package dev.senselink.batch.job.export;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.GuestVisitLookup;
import dev.senselink.batch.backup.export.BackupExport;
import dev.senselink.batch.backup.export.ExportResources;
import dev.senselink.batch.backup.export.ExportResult;
import dev.senselink.batch.backup.export.ExportTarget;
import dev.senselink.batch.backup.export.WorkbookWriter.Sheet;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.enrol.lookup.SamePersonCheck;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.ExportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.engine.JobEngine;
import dev.senselink.batch.job.engine.JobPart;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.GuestStore;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.table.workbook.MultiTableWorkbook;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a backup: lock, preflight, then a step for each part of it, the manifest last. Run again it
 * goes on where it was cut short, or brings the backup up to date.
 */
public final class ExportJob {
  private final ExportSettings settings;
  private final ConnectionSettings connection;
  private final JobProgress progress;
  private final StopSwitch stop;
  private final Clock clock;
  private @Nullable ExportResult exported;

  public ExportJob(
      ExportSettings settings,
      ConnectionSettings connection,
      JobProgress progress,
      StopSwitch stop) {
    this.settings = settings;
    this.connection = connection;
    this.progress = progress;
    this.stop = stop;
    this.clock = connection.machine().wall().withZone(connection.zone());
  }

  /**
   * Makes it.
   *
   * @throws BackupException if the target holds something else, or cannot be written
   * @throws StoppedException if it was stopped before its end
   */
  public ExportEnd run() {
    long begun = connection.machine().nanos();
    try (DataFolder data =
            DataFolder.lock(connection.machine(), connection.data(), ExportSettings.COMMAND);
        LedgerDatabase database = Ledger.open(data);
        SenseLinkClient client = connection.open()) {
      RetryingClient server = new RetryingClient(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      Company company =
          ServerPreflight.need(
              server, server.ask(OrganisationCalls.company()), words("asked.company"));
      try (Ledger ledger = new Ledger(database, connection.address(), company.id())) {
        register(database, ledger, company);
        ExportResult made = make(data, database, setup(server, company, ledger.guests()));
        Duration took = Duration.ofNanos(connection.machine().nanos() - begun);
        Path beside = made.beside();
        return new ExportEnd(beside == null ? settings.target() : beside, made, took);
      }
    }
  }

  /** An export changes nothing of the server but the address under which it is remembered. */
  private void register(LedgerDatabase database, Ledger ledger, Company company) {
    Set<String> moved = new HashSet<>(connection.former());
    if (!moved.isEmpty()) {
      moved.add(connection.address());
    }
    database
        .locks()
        .whileHeld(
            moved,
            ExportSettings.COMMAND,
            () -> {
              new RunRegistry(ledger.runs(), connection, clock).registerServer(company);
              return moved;
            });
  }

  private ExportResources setup(RetryingClient server, Company company, GuestStore guests) {
    return new ExportResources(
        server,
        connection.server().concurrency(),
        connection.address(),
        this::isHere,
        company,
        settings.tool(),
        connection.zone(),
        clock,
        settings.wanted(),
        visits(guests),
        ExportJob::book,
        settings.maxShrink(),
        progress::say,
        progress::stage);
  }

  private boolean isHere(String address) {
    URI before = connection.sameServerAs();
    return address.equals(connection.address())
        || (before != null && address.equals(ConnectionSettings.address(before)));
  }

  /** A visit whose last update went unanswered is not certain. */
  private static GuestVisitLookup visits(GuestStore guests) {
    return (person, name, mobile) ->
        guests
            .byId(person)
            .filter(KnownGuest::settled)
            .filter(guest -> SamePersonCheck.isStill(guest, name, mobile))
            .map(KnownGuest::sent)
            .map(sent -> new GuestVisitLookup.Visit(sent.host(), sent.from(), sent.to()));
  }

  private static void book(OutputStream out, List<Sheet> sheets) throws IOException {
    try (MultiTableWorkbook book = MultiTableWorkbook.to(new StaysOpen(out))) {
      for (Sheet sheet : sheets) {
        book.table(sheet.name(), sheet.columns(), sheet.rows()::next);
      }
      book.finish();
    }
  }

  /** The stream is closed by the one who opened it. */
  private static final class StaysOpen extends FilterOutputStream {
    StaysOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private ExportResult make(DataFolder data, LedgerDatabase database, ExportResources setup) {
    Path scratch = null;
    try {
      Path folder = settings.folder();
      if (folder == null) {
        PrivateFiles.folder(data.temporary());
        scratch = PrivateFiles.temporaryBelow(data.temporary(), DataFolder.INCOMING);
      }
      try (BackupExport export = open(folder, scratch, setup)) {
        return steps(database, export);
      }
    } catch (IOException e) {
      throw BackupException.unwritable(settings.target(), e);
    } finally {
      remove(scratch);
    }
  }

  private BackupExport open(@Nullable Path folder, @Nullable Path scratch, ExportResources setup)
      throws IOException {
    if (folder != null) {
      return ExportTarget.folder(folder, settings.keys(), setup);
    }
    if (scratch == null) {
      throw new IllegalStateException("a zip needs a folder of its own");
    }
    return ExportTarget.zip(settings.target(), settings.keys(), scratch, setup);
  }

  private static void remove(@Nullable Path scratch) {
    try {
      if (scratch != null) {
        PrivateFiles.remove(scratch);
      }
    } catch (IOException e) {
      // What is in it is sealed; the next process that locks the data folder removes it.
    }
  }

  private ExportResult steps(LedgerDatabase database, BackupExport export) {
    List<JobPart> parts =
        List.of(
            part("company", export::company),
            part("people", export::people),
            part("groups", export::groups),
            part("grounds", export::organisation),
            part("photos", export::photos),
            part("records", export::records),
            part("tables", export::tables),
            part("book", export::book),
            part("manifest", () -> exported = export.finish()));
    String id = RunRegistry.newId(connection.machine(), clock.instant());
    JobEngine.Ended ended = connection.engine(database).run(ExportSettings.COMMAND, id, parts);
    ExportResult made = exported;
    if (made == null || ended.status() != JobEngine.Status.COMPLETED) {
      throw trouble(ended.failure());
    }
    return made;
  }

  private interface Work {
    void run() throws IOException;
  }

  private JobPart part(String name, Work work) {
    return new JobPart.Task(
        name,
        () -> {
          if (stop.stopped()) {
            throw StoppedException.asked(String.valueOf(stop.reason()));
          }
          try {
            work.run();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private RuntimeException trouble(@Nullable Throwable cause) {
    String reason = stop.reason();
    if (reason != null) {
      return StoppedException.asked(reason);
    }
    if (cause instanceof UncheckedIOException io && io.getCause() != null) {
      return BackupException.unwritable(settings.target(), io.getCause());
    }
    if (cause instanceof BackupException e && e.kind() == BackupException.Kind.STOPPED) {
      return new StoppedException(String.valueOf(e.getMessage()));
    }
    return DataFolderFailure.of(
        cause == null ? new IllegalStateException("the export ended without a word") : cause,
        connection.data());
  }
}
