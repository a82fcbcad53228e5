package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.records.ListRecords;
import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.api.records.RecordPage;
import dev.senselink.batch.api.stream.RecordWalk;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.export.ExportResources.Wanted;
import dev.senselink.batch.backup.gather.ExportShortfall;
import dev.senselink.batch.backup.gather.ExportShortfall.What;
import dev.senselink.batch.backup.gather.RequiredQueries;
import dev.senselink.batch.backup.gather.ScratchFiles;
import dev.senselink.batch.backup.gather.ThrottledProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings the records into the backup, up to the highest id there was at the start: those that come
 * later are left to the next export.
 */
final class RecordDownloader {
  private static final int NOTED_EVERY = 20_000;

  /** A note waits for the disk: a fast server must not wait for it all the time. */
  private static final long NOT_AGAIN_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ExportResources setup;
  private final RequiredQueries asking;
  private final ThrottledProgress telling;
  private final ExportShortfall shortfall;
  private long count;
  private long last;
  private long noted;

  RecordDownloader(
      ExportResources setup,
      RequiredQueries asking,
      ThrottledProgress telling,
      ExportShortfall shortfall) {
    this.setup = setup;
    this.asking = asking;
    this.telling = telling;
    this.shortfall = shortfall;
    this.noted = now() - NOT_AGAIN_FOR_NANOS;
  }

  private long now() {
    return setup.server().machine().nanos();
  }

  /** The highest record id there is now. */
  long newest() {
    return asking.need(new RecordWalk(setup.server(), filter()).newest(), words("what.records"));
  }

  /** How many there are now, by the server's count; null where it does not say. */
  @Nullable Long there() {
    return asking.askOr(new ListRecords(filter(), 1), RecordPage::total, reply -> null);
  }

  /**
   * Keeps them all.
   *
   * @param upTo the highest id that belongs to the backup
   * @param there how many there were up to it; null where the server did not say
   * @param work where to note how far it is; null where a rerun starts over
   */
  Map<String, Manifest.FileFacts> download(
      long upTo,
      @Nullable Long there,
      BackupTarget place,
      ScratchFiles scratch,
      @Nullable Path work)
      throws IOException {
    try (MonthlyRecordSpool spool = MonthlyRecordSpool.open(scratch, work, setup.zone())) {
      Reply<Long> reply =
          new RecordWalk(setup.server(), filter())
              .lean()
              .walk(spool.after(), upTo, record -> add(record, spool));
      count = spool.count();
      if (!(reply instanceof Reply.Answer<Long>)) {
        asking.stopIfOver();
        miss(reply.words(), upTo - Math.max(last, spool.after()), there);
      }
      return spool.write(setup.server().machine(), place);
    }
  }

  /** Ids may be left out, so that their number is only the most there can be. */
  private void miss(String why, long idsLeft, @Nullable Long there) {
    if (there == null) {
      shortfall.add(What.RECORD, words("missing.recordsAtMost", why), idsLeft);
    } else {
      shortfall.add(What.RECORD, why, Math.max(1, there - count));
    }
  }

  private void add(AccessRecord record, MonthlyRecordSpool spool) {
    try {
      spool.add(record);
      last = record.id();
      count++;
      if (count % NOTED_EVERY == 0) {
        note(record.id(), spool);
        telling.now(() -> words("doing.recordsSoFar", count));
        asking.stopIfOver();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(long id, MonthlyRecordSpool spool) throws IOException {
    if (now() - noted >= NOT_AGAIN_FOR_NANOS) {
      spool.note(id);
      noted = now();
    }
  }

  private RecordFilter filter() {
    Wanted wanted = setup.wanted();
    RecordFilter all = RecordFilter.everything();
    Instant from = wanted.from();
    Instant to = wanted.to();
    return all.within(from == null ? all.from() : from, to == null ? all.to() : to);
  }

  /** How many records the backup holds. */
  long count() {
    return count;
  }
}
