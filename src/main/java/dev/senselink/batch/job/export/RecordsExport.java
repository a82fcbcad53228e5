package dev.senselink.batch.job.export;

import dev.senselink.batch.api.client.SenseLink;
import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.GetCompany;
import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.api.stream.RecordWalk;
import dev.senselink.batch.disk.PartFile;
import dev.senselink.batch.job.Connection;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.Words;
import dev.senselink.batch.job.run.Site;
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
public final class RecordsExport {
  private final Connection connection;
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
  public RecordsExport(
      Connection connection,
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
    PartFile part = new PartFile(file);
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
    return run(() -> RecordSink.csv(out), () -> {}, Words.words("records.stdout"));
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
        DataFolder.lock(connection.machine(), connection.data(), Words.words("records.holder"))) {
      return locked(opening, publish, name, new RecordMarks(data.path()));
    }
  }

  private Exported locked(Opening opening, Step publish, String name, @Nullable RecordMarks marks) {
    try (SenseLink client = connection.open()) {
      stop.onStop(client::halt);
      Server server = new Server(client, connection.patience(), told);
      Company company =
          Site.need(server, server.ask(new GetCompany()), Words.words("asked.company"));
      RecordWalk walk = new RecordWalk(server, filter);
      long upTo = Site.need(server, walk.newest(), Words.words("records.newest"));
      long after = marks == null ? 0 : last(marks, company);
      if (marks != null && upTo < after) {
        told.accept(Words.words("records.setBack", upTo, after, marks.file()));
      }
      write(server, walk, after, upTo, opening, publish, name);
      if (marks != null && upTo > after) {
        marks.set(key(connection.address(), company), upTo);
      }
      return new Exported(count, first, last);
    }
  }

  private RecordMarks.Key key(String address, Company company) {
    return new RecordMarks.Key(address, company.id(), filter.type(), filter.deviceSn());
  }

  /** Up to where the last export came, perhaps when the server was known by another address. */
  private long last(RecordMarks marks, Company company) {
    long known = marks.of(key(connection.address(), company));
    URI before = connection.sameServerAs();
    return known > 0 || before == null ? known : marks.of(key(Connection.address(before), company));
  }

  private void write(
      Server server,
      RecordWalk walk,
      long after,
      long upTo,
      Opening opening,
      Step publish,
      String name) {
    try {
      try (RecordSink sink = opening.open()) {
        Site.need(
            server,
            (sink.wantsObjects() ? walk : walk.lean())
                .walk(after, upTo, record -> take(sink, record)),
            Words.words("records.all"));
        sink.finish();
      }
      publish.take();
    } catch (UncheckedIOException | IOException e) {
      throw new ReportException(Words.words("records.unwritten", name), e);
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
