package dev.senselink.batch.job.export;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.api.client.SenseLink;
import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.GetCompany;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.GuestVisits;
import dev.senselink.batch.backup.export.BookMaker.Sheet;
import dev.senselink.batch.backup.export.Export;
import dev.senselink.batch.backup.export.ExportSetup;
import dev.senselink.batch.backup.export.ExportTarget;
import dev.senselink.batch.backup.export.Exported;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.enrol.lookup.SamePerson;
import dev.senselink.batch.job.Broken;
import dev.senselink.batch.job.Connection;
import dev.senselink.batch.job.ExportSettings;
import dev.senselink.batch.job.Progress;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.engine.JobEngine;
import dev.senselink.batch.job.engine.JobPart;
import dev.senselink.batch.job.run.RunBook;
import dev.senselink.batch.job.run.Site;
import dev.senselink.batch.ledger.Guests;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.Database;
import dev.senselink.batch.table.workbook.PlainBook;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a backup: lock, preflight, then a step for each part of it, the manifest last. Run again it
 * goes on where it was cut short, or brings the backup up to date.
 */
public final class ExportJob {
  private final ExportSettings settings;
  private final Connection connection;
  private final Progress progress;
  private final StopSwitch stop;
  private final Clock clock;
  private @Nullable Exported exported;

  public ExportJob(
      ExportSettings settings, Connection connection, Progress progress, StopSwitch stop) {
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
        Database database = Database.open(data);
        SenseLink client = connection.open()) {
      Server server = new Server(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      Company company = Site.need(server, server.ask(new GetCompany()), words("asked.company"));
      try (Ledger ledger = new Ledger(database, connection.address(), company.id())) {
        new RunBook(ledger.runs(), connection, clock).identify(company);
        Exported made = make(data, database, setup(server, company, ledger.guests()));
        Duration took = Duration.ofNanos(connection.machine().nanos() - begun);
        Path beside = made.beside();
        return new ExportEnd(beside == null ? settings.target() : beside, made, took);
      }
    }
  }

  private ExportSetup setup(Server server, Company company, Guests guests) {
    return new ExportSetup(
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
        || (before != null && address.equals(Connection.address(before)));
  }

  /** A visit whose last update went unanswered is not certain. */
  private static GuestVisits visits(Guests guests) {
    return (person, name, mobile) ->
        guests
            .byId(person)
            .filter(KnownGuest::settled)
            .filter(guest -> SamePerson.isStill(guest, name, mobile))
            .map(KnownGuest::sent)
            .map(sent -> new GuestVisits.Visit(sent.host(), sent.from(), sent.to()));
  }

  private static void book(OutputStream out, List<Sheet> sheets) throws IOException {
    try (PlainBook book = PlainBook.to(new StaysOpen(out))) {
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

  private Exported make(DataFolder data, Database database, ExportSetup setup) {
    Path scratch = null;
    try {
      Path folder = settings.folder();
      if (folder == null) {
        PrivateFiles.folder(data.temporary());
        scratch = PrivateFiles.temporaryBelow(data.temporary(), DataFolder.INCOMING);
      }
      try (Export export = open(folder, scratch, setup)) {
        return steps(database, export);
      }
    } catch (IOException e) {
      throw BackupException.unwritable(settings.target(), e);
    } finally {
      remove(scratch);
    }
  }

  private Export open(@Nullable Path folder, @Nullable Path scratch, ExportSetup setup)
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

  private Exported steps(Database database, Export export) {
    List<JobPart> parts =
        List.of(
            part("company", export::company),
            part("people", export::people),
            part("groups", export::groups),
            part("grounds", export::grounds),
            part("photos", export::photos),
            part("tables", export::tables),
            part("records", export::records),
            part("book", export::book),
            part("manifest", () -> exported = export.finish()));
    String id = RunBook.newId(connection.machine(), clock.instant());
    JobEngine.Ended ended = connection.engine(database).run(ExportSettings.COMMAND, id, parts);
    Exported made = exported;
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
    return Broken.of(
        cause == null ? new IllegalStateException("the export ended without a word") : cause,
        connection.data());
  }
}
