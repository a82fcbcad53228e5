package dev.senselink.batch.api.stream;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.records.ListRecords;
import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.api.records.RecordPage;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the ids go on behind a stretch that holds none. It asks for pages of a single record,
 * so that what it learns costs next to nothing: the server counts how many there are. One thread.
 */
final class RecordGap {
  /** Twice as many as halve the longest stretch there is; whatever is left the walk finds. */
  private static final int MOST_LOOKS = 128;

  private final RetryingClient server;
  private final RecordFilter filter;

  RecordGap(RetryingClient server, RecordFilter filter) {
    this.server = server;
    this.filter = filter;
  }

  /**
   * A window that begins no later than the next record, and fits into a page as far as the server
   * counts.
   *
   * @param from behind the last window that held nothing
   * @return empty where there is no further record; null where the server does not tell, so that
   *     the walk has to look itself
   */
  @Nullable Found behind(RecordIdWindow from, long upTo) {
    RecordIdWindow window = from.from(from.first(), grown(from.width()), upTo);
    boolean halving = false;
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      Long there = count(window);
      if (there == null) {
        return null;
      }
      if (there > window.fits() && window.width() > 1) {
        halving = true;
        window = window.upTo(window.first() + window.width() / 2 - 1);
      } else if (there > 0) {
        return new Found(window);
      } else if (window.last() >= upTo) {
        return new Found(null);
      } else {
        long width = halving ? window.width() : grown(window.width());
        window = window.from(window.last() + 1, width, upTo);
      }
    }
    return new Found(window);
  }

  /**
   * What was found.
   *
   * @param window null where there is no further record
   */
  record Found(@Nullable RecordIdWindow window) {}

  private static long grown(long width) {
    return Math.min(width, Long.MAX_VALUE / 64) * RecordIdWindow.MOST_GROWTH;
  }

  /**
   * How many records a window holds, those just beyond its ends perhaps too; null where the server
   * does not say.
   */
  private @Nullable Long count(RecordIdWindow window) {
    Reply<RecordPage> reply =
        server.ask(new ListRecords(filter.ofIds(window.first(), window.last()), 1, 1, true));
    if (!(reply instanceof Reply.Answer<RecordPage> answer) || answer.value().total() == null) {
      return null;
    }
    long total = answer.value().total();
    if (total > window.width() + RecordIdWindow.BEYOND) {
      return null; // it does not look at the ids, and the walk tells
    }
    return total == 1 && answer.value().records().isEmpty() ? Long.valueOf(0) : total;
  }
}
