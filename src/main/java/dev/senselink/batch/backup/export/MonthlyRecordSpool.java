package dev.senselink.batch.backup.export;

import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.records.RecordCells;
import dev.senselink.batch.backup.DigestingOutputStream;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.gather.OrderedParallel;
import dev.senselink.batch.backup.gather.ScratchFiles;
import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records on their way into the tables of their months, in the order they come. Now and then it is
 * noted how far they are; a process that goes on cuts off what came later.
 */
final class MonthlyRecordSpool implements Closeable {
  private static final String NOTE = "records.json";
  private static final int BUFFER = 1 << 14;
  private static final int WRITERS = 4;

  /** In the year 9999, wherever on earth. */
  private static final long LAST_SECOND = 253_402_200_000L;

  private static final JsonMapper JSON = new JsonMapper();

  private final ScratchFiles scratch;
  private final @Nullable Path work;
  private final ZoneId zone;
  private final Map<YearMonth, Month> months = new TreeMap<>();
  private long after;
  private @Nullable Month last;

  private MonthlyRecordSpool(ScratchFiles scratch, @Nullable Path work, ZoneId zone) {
    this.scratch = scratch;
    this.work = work;
    this.zone = zone;
  }

  /**
   * Goes on with one, or begins it.
   *
   * @param work where notes are kept; null where a rerun starts over
   */
  static MonthlyRecordSpool open(ScratchFiles scratch, @Nullable Path work, ZoneId zone)
      throws IOException {
    MonthlyRecordSpool spool = new MonthlyRecordSpool(scratch, work, zone);
    if (work != null && Files.exists(work.resolve(NOTE))) {
      spool.goOn(work);
    }
    return spool;
  }

  /** Forgets what an earlier process has noted. */
  static void forget(Path work) throws IOException {
    Files.deleteIfExists(work.resolve(NOTE));
  }

  /** A month's lines, and which seconds are its. */
  private static final class Month {
    private final long from;
    private final long until;
    private final @Nullable FileChannel channel;
    private final GuardedCsvWriter csv;
    private long rows;
    private boolean changed;
    private boolean closed;

    Month(
        YearMonth month,
        ZoneId zone,
        @Nullable FileChannel channel,
        GuardedCsvWriter csv,
        long rows) {
      this.from = month.atDay(1).atStartOfDay(zone).toEpochSecond();
      this.until = month.plusMonths(1).atDay(1).atStartOfDay(zone).toEpochSecond();
      this.channel = channel;
      this.csv = csv;
      this.rows = rows;
    }

    void close() throws IOException {
      if (!closed) {
        closed = true;
        csv.close();
      }
    }

    boolean holds(long second) {
      return second >= from && second < until;
    }
  }

  private void goOn(Path folder) throws IOException {
    try {
      JsonNode note = JSON.readTree(Files.readAllBytes(folder.resolve(NOTE)));
      for (Map.Entry<String, JsonNode> entry : note.path("months").properties()) {
        long bytes = entry.getValue().path("bytes").asLong();
        YearMonth month = YearMonth.parse(entry.getKey());
        if (!hasBytes(folder.resolve(spoolName(month)), bytes)) {
          startOver();
          return;
        }
        months.put(month, open(month, bytes, entry.getValue().path("rows").asLong()));
      }
      after = note.path("after").asLong(0);
    } catch (JacksonException e) {
      startOver();
    }
  }

  private static boolean hasBytes(Path file, long bytes) throws IOException {
    return Files.exists(file) && Files.size(file) >= bytes;
  }

  private void startOver() throws IOException {
    close();
    months.clear();
    after = 0;
  }

  private Month open(YearMonth month, long bytes, long rows) throws IOException {
    if (work == null) {
      return new Month(month, zone, null, csv(scratch.create(spoolName(month))), rows);
    }
    FileChannel channel = PrivateFiles.openAfter(work.resolve(spoolName(month)), bytes);
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    return new Month(month, zone, channel, csv(out), rows);
  }

  private static GuardedCsvWriter csv(OutputStream out) throws IOException {
    return GuardedCsvWriter.appendingTo(out);
  }

  private static String spoolName(YearMonth month) {
    return month + ".lines";
  }

  /** The highest id that is noted; what follows is to be added. */
  long after() {
    return after;
  }

  /** Adds a record with an id above all before. */
  void add(AccessRecord record) throws IOException {
    long second = second(record.signTime());
    Month month = last != null && last.holds(second) ? last : month(second);
    last = month;
    month.csv.write(RecordCells.of(record));
    month.rows++;
    month.changed = true;
  }

  /** A time that is none, or that no calendar of ours holds, is as good as none. */
  private static long second(@Nullable Long time) {
    return time == null || time < 0 || time > LAST_SECOND ? 0 : time;
  }

  private Month month(long second) throws IOException {
    YearMonth month = YearMonth.from(Instant.ofEpochSecond(second).atZone(zone));
    Month found = months.get(month);
    if (found == null) {
      found = open(month, 0, 0);
      months.put(month, found);
    }
    return found;
  }

  /** Notes that all records up to an id are in. */
  void note(long upTo) throws IOException {
    if (work == null) {
      return;
    }
    ObjectNode note = JSON.createObjectNode().put("after", upTo);
    ObjectNode all = note.putObject("months");
    for (Map.Entry<YearMonth, Month> entry : months.entrySet()) {
      Month month = entry.getValue();
      if (month.channel == null) {
        throw new IllegalStateException("spools with notes are files");
      }
      month.csv.flush();
      if (month.changed) {
        month.channel.force(false);
        month.changed = false;
      }
      all.putObject(entry.getKey().toString())
          .put("bytes", month.channel.position())
          .put("rows", month.rows);
    }
    Path part = work.resolve(NOTE + ".part");
    try (OutputStream out = DurableFiles.createDurable(part)) {
      out.write(JSON.writeValueAsBytes(note));
    }
    Files.move(part, work.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE);
  }

  /** How many records are in. */
  long count() {
    return months.values().stream().mapToLong(month -> month.rows).sum();
  }

  /** Makes the tables of all months; the spool is of no use any more. */
  Map<String, Manifest.FileFacts> write(Machine machine, BackupTarget place) throws IOException {
    close();
    Map<String, Manifest.FileFacts> facts = new TreeMap<>();
    Iterator<Map.Entry<YearMonth, Month>> left = months.entrySet().iterator();
    // Each waits for the disk at its end: the others need not.
    OrderedParallel.<Table>run(
        machine,
        place.takesManyAtOnce() ? WRITERS : 1,
        0,
        () -> left.hasNext() ? table(left.next(), place) : null,
        table -> facts.put(table.file(), table.facts()));
    return facts;
  }

  private record Table(String file, Manifest.FileFacts facts) {}

  private Callable<Table> table(Map.Entry<YearMonth, Month> entry, BackupTarget place) {
    YearMonth month = entry.getKey();
    long rows = entry.getValue().rows;
    return () -> {
      String file =
          String.format(
              Locale.ROOT, "records-%04d-%02d.csv", month.getYear(), month.getMonthValue());
      DigestingOutputStream measured = new DigestingOutputStream(place.create(file));
      GuardedCsvWriter head = GuardedCsvWriter.to(measured);
      try (InputStream lines = scratch.open(spoolName(month))) {
        head.write(RecordCells.columns());
        head.flush();
        lines.transferTo(measured);
      } finally {
        head.close();
      }
      return new Table(file, measured.facts(rows));
    };
  }

  @Override
  public void close() throws IOException {
    for (Month month : months.values()) {
      month.close();
    }
  }
}
