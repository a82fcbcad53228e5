package dev.senselink.batch.api.stream;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.records.ListRecords;
import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.api.records.RecordPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A span of record ids that is asked for at once.
 *
 * @param first the lowest id of it
 * @param last the highest id of it
 * @param page how many records are asked for at a time
 * @param room how many records a window may hold, by what the server gives a page
 */
record RecordIdWindow(long first, long last, int page, long room) {
  /** A window of more pages is made smaller instead: deep pages are what servers limit. */
  private static final int MOST_PAGES = 4;

  /** How much wider the next may be than the one before. */
  static final int MOST_GROWTH = 16;

  /** The server may find one more beyond each end (see {@link RecordFilter#form}). */
  static final int BEYOND = 2;

  /** Pages in a row with nothing new: those beyond the ends may have some of their own. */
  static final int MOST_IDLE = BEYOND + 1;

  /**
   * What was found.
   *
   * @param records by id ascending, each once; none if there were too many for a window
   * @param whole false if there were too many
   * @param expected how many there are, as far as known
   * @param room how many a window may hold from now on
   * @param missing how many more there are than the pages showed, as the server counts
   */
  record Found(List<AccessRecord> records, boolean whole, long expected, long room, long missing) {}

  /** The first window from an id on: one that fits into a page even if no id is left out. */
  static RecordIdWindow begin(long first, long upTo, int page) {
    long last = first + Math.max(1, page - BEYOND) - 1;
    return new RecordIdWindow(first, Math.min(upTo, last), page, page);
  }

  long width() {
    return last - first + 1;
  }

  /** The window's records; asked for again while fewer came than the server counts. */
  Reply<Found> fetch(RetryingClient server, RecordFilter filter, boolean lean) {
    RetryAttempts tries = server.attempts();
    Reply<Found> reply = read(server, filter, lean);
    while (reply instanceof Reply.Answer<Found> answer && answer.value().missing() > 0) {
      Found found = answer.value();
      Reply<Found> part = part(found.records().size(), found.missing());
      if (!tries.again(part)) {
        return part;
      }
      reply = read(server, filter, lean);
    }
    return reply;
  }

  private static Reply<Found> part(long found, long missing) {
    String why = words("list.part", found, found + missing);
    return new Reply.Unclear<>(
        true, ErrorCodes.SUCCESS, words("reply.about", words("purpose.listRecords", 1), why), null);
  }

  private Reply<Found> read(RetryingClient server, RecordFilter filter, boolean lean) {
    List<AccessRecord> records = new ArrayList<>();
    long listed = 0;
    long missing = 0;
    Set<Long> seen = new HashSet<>();
    int idle = 0;
    ListRecords call = new ListRecords(filter.ofIds(first, last), 1, page, lean);
    for (int pages = 1; call != null; pages++) {
      Reply<RecordPage> reply = server.ask(call);
      if (!(reply instanceof Reply.Answer<RecordPage> answer)) {
        return Reply.unanswered(reply);
      }
      RecordPage found = answer.value();
      Long total = found.total();
      if (total != null && total > width() + BEYOND) {
        return new Reply.Unclear<>(true, ErrorCodes.SUCCESS, words("walk.idsIgnored"), null);
      }
      records.addAll(found.records());
      idle = seen.addAll(ids(found)) ? 0 : idle + 1;
      if (idle > MOST_IDLE && found.next() != null) {
        return new Reply.Unclear<>(
            true, ErrorCodes.SUCCESS, words("list.standsStill", pages), null);
      }
      listed += found.listed();
      missing = total == null ? 0 : Math.max(0, total - listed);
      call = found.next();
      int perPage = Math.max(1, records.size() / pages);
      long expected = call == null ? records.size() : total == null ? page * 2L : total;
      if (expected > (long) perPage * MOST_PAGES && width() > 1) {
        return new Reply.Answer<>(new Found(List.of(), false, expected, room(perPage), 0));
      }
    }
    return new Reply.Answer<>(new Found(inOrder(records), true, records.size(), room, missing));
  }

  private static List<Long> ids(RecordPage page) {
    return page.records().stream().map(AccessRecord::id).toList();
  }

  /** A server that gives fewer a page than it is asked for is asked for a few such pages. */
  private long room(int perPage) {
    return perPage >= page - BEYOND ? room : Math.min(room, (long) perPage * MOST_PAGES);
  }

  private static List<AccessRecord> inOrder(List<AccessRecord> records) {
    records.sort(Comparator.comparingLong(AccessRecord::id));
    List<AccessRecord> once = new ArrayList<>(records.size());
    long before = -1;
    for (AccessRecord record : records) {
      if (record.id() != before) {
        once.add(record);
        before = record.id();
      }
    }
    return once;
  }

  /** The same, but smaller, because it did not fit. */
  RecordIdWindow narrower(Found found) {
    long narrower =
        Math.max(1, Math.min(width() / 2, width() * found.room() / (found.expected() * 2)));
    return new RecordIdWindow(first, first + narrower - 1, page, found.room());
  }

  /** How many ids a record takes up from the first found on; without any the whole window. */
  double idsPerRecord(Found found) {
    return found.records().isEmpty()
        ? width()
        : (last - found.records().get(0).id() + 1) / (double) found.records().size();
  }

  /** The window after this one, of the same width; null at the end. */
  @Nullable RecordIdWindow next(long upTo) {
    return last >= upTo
        ? null
        : new RecordIdWindow(last + 1, end(last + 1, width(), upTo), page, room);
  }

  /**
   * This window as wide as fits into a page where the ids lie as close as it says.
   *
   * @param before of the one before it; not more than so many times wider may this be
   * @param idsPerRecord how close they lie
   */
  RecordIdWindow fitting(RecordIdWindow before, double idsPerRecord, long upTo) {
    double most = (double) before.width() * MOST_GROWTH;
    double fits = Math.max(1, Math.min(most, before.fits() * idsPerRecord));
    long width = (long) Math.min(fits, Long.MAX_VALUE / 64.0);
    return new RecordIdWindow(first, end(first, width, upTo), page, before.room);
  }

  /** How many records it may hold, so that they fit into a page with what lies beyond its ends. */
  long fits() {
    return Math.max(1, room - BEYOND);
  }

  /** This window with another end. */
  RecordIdWindow upTo(long other) {
    return new RecordIdWindow(first, other, page, room);
  }

  /** A window from another id on, as wide, or to the end of all. */
  RecordIdWindow from(long id, long width, long upTo) {
    return new RecordIdWindow(id, end(id, width, upTo), page, room);
  }

  private static long end(long from, long width, long upTo) {
    return upTo - from < width ? upTo : from + width - 1;
  }
}
