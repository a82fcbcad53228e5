package dev.senselink.batch.job.export;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.api.stream.RecordWalk;
import dev.senselink.batch.disk.AtomicFile;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.JobMessages;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.report.ReportException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code records export}: who was seen at the doors, by id ascending, up to the highest id there is
 * when it begins. A file takes its name only when it is whole.
 */
public final class RecordsExportJob {
  private final ConnectionSettings connection;
  private final RecordFilter filter;
  private final boolean sinceLast;
  private final StopSwitch stop;
  private final Consumer<String> told;
  private final LongConsumer progress;
  private long first;
  private long last;
  private long count;

  /**
   * What came of it.
   *
   * @param first the lowest id that was written; 0 if none was
   * @param last the highest id that was written; 0 if none was
   */
  public record Exported(long records, long first, long last) {}

  /**
   * A job; nothing is done yet.
   *
   * @param sinceLast only what came since the last export of the same type and device; holds the
   *     data folder's lock
   * @param told lines for the user
   * @param progress gets the number of records written so far, now and then
   */
  public RecordsExportJob(
      ConnectionSettings connection,
      RecordFilter filter,
      boolean sinceLast,
      StopSwitch stop,
      Consumer<String> told,
      LongConsumer progress) {
    this.connection = connection;
    this.filter = filter;
    this.sinceLast = sinceLast;
    this.stop = stop;
    this.told = told;
    this.progress = progress;
  }

  /** The kind of file a name asks for; null if its ending is none that is known. */
  public static RecordSink.@Nullable Format formatOf(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    for (RecordSink.Format format : RecordSink.Format.values()) {
      if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    return null;
  }

  /**
   * Writes a file, replacing one of this name.
   *
   * @param file one with a {@link #formatOf}
   * @throws StoppedException if the server does not tell them all; the old file is as it was
   * @throws ReportException if the file cannot be written
   */
  public Exported to(Path file) {
    AtomicFile part = new AtomicFile(file);
    RecordSink.Format format = Objects.requireNonNull(formatOf(file));
    try {
      return run(
          () -> RecordSink.create(part.begun(), format),
          part::publish,
          file.toAbsolutePath().toString());
    } finally {
      part.discard();
    }
  }

  /** The same as CSV into a writer, which stays open. */
  public Exported to(PrintWriter out) {
    return run(() -> RecordSink.csv(out), () -> {}, JobMessages.words("records.stdout"));
  }

  private interface Opening {
    RecordSink open() throws IOException;
  }

  private interface Step {
    void take() throws IOException;
  }

  private Exported run(Opening opening, Step publish, String name) {
    if (!sinceLast) {
      return locked(opening, publish, name, null);
    }
    try (DataFolder data =
        DataFolder.lock(
            connection.machine(), connection.data(), JobMessages.words("records.holder"))) {
      return locked(opening, publish, name, new ExportedRecordMarks(data.path()));
    }
  }

  private Exported locked(
      Opening opening, Step publish, String name, @Nullable ExportedRecordMarks marks) {
    try (SenseLinkClient client = connection.open()) {
      stop.onStop(client::halt);
      RetryingClient server = new RetryingClient(client, connection.patience(), told);
      Company company =
          ServerPreflight.need(
              server, server.ask(OrganisationCalls.company()), JobMessages.words("asked.company"));
      RecordWalk walk = new RecordWalk(server, filter);
      long upTo = ServerPreflight.need(server, walk.newest(), JobMessages.words("records.newest"));
      long after = marks == null ? 0 : last(marks, company);
      if (marks != null && upTo < after) {
        told.accept(JobMessages.words("records.setBack", upTo, after, marks.file()));
      }
      write(server, walk, after, upTo, opening, publish, name);
      if (marks != null && upTo > after) {
        marks.set(key(connection.address(), company), upTo);
      }
      return new Exported(count, first, last);
    }
  }

  private ExportedRecordMarks.Key key(String address, Company company) {
    return new ExportedRecordMarks.Key(address, company.id(), filter.type(), filter.deviceSn());
  }

  /** Up to where the last export came, perhaps when the server was known by another address. */
  private long last(ExportedRecordMarks marks, Company company) {
    long known = marks.of(key(connection.address(), company));
    URI before = connection.sameServerAs();
    return known > 0 || before == null
        ? known
        : marks.of(key(ConnectionSettings.address(before), company));
  }

  private void write(
      RetryingClient server,
      RecordWalk walk,
      long after,
      long upTo,
      Opening opening,
      Step publish,
      String name) {
    try {
      try (RecordSink sink = opening.open()) {
        ServerPreflight.need(
            server,
            (sink.wantsObjects() ? walk : walk.lean())
                .walk(after, upTo, record -> take(sink, record)),
            JobMessages.words("records.all"));
        sink.finish();
      }
      publish.take();
    } catch (UncheckedIOException | IOException e) {
      throw new ReportException(JobMessages.words("records.unwritten", name), e);
    }
  }

  private void take(RecordSink sink, AccessRecord record) {
    try {
      sink.write(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    count++;
    first = first == 0 ? record.id() : first;
    last = record.id();
    progress.accept(count);
  }
}
