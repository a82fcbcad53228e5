package dev.senselink.batch.api;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Walks over records by id ascending, whatever order the server lists them in, in the memory of a
 * few pages. What is asked for are windows of ids that fit into a page; the next is fetched while
 * the one before is worked on.
 *
 * <p>Why windows of ids and not pages, or of time: records that arrive meanwhile have higher ids
 * than any window below a fixed one, so they move no page; and a record that a device brings late
 * has an early time and a late id. Both times are sent with each window all the same (NOTES 56).
 *
 * <pre>{@code
 * RecordWalk walk = new RecordWalk(server, RecordWalk.everything());
 * Reply<Long> newest = walk.newest(); // the upper id, fixed once
 * Reply<Long> given = walk.walk(0, upTo, record -> ...);
 * }</pre>
 */
public final class RecordWalk {
  /** As many records as are asked for at a time; a server may give fewer a page. */
  static final int PAGE = 1000;

  /** Enough to see what is newest. */
  private static final int FEW = 20;

  private static final long LAST_SECOND = Integer.MAX_VALUE - 1L;
  private static final int MOST_STEPS = 200;
  private static final long LONGEST_STEP = 1L << 40;

  private final Server server;
  private final RecordFilter filter;
  private final int page;

  /** Walks over the records of a filter; the ids in it are not looked at. */
  public RecordWalk(Server server, RecordFilter filter) {
    this(server, filter, PAGE);
  }

  RecordWalk(Server server, RecordFilter filter, int page) {
    this.server = server;
    this.filter = filter;
    this.page = page;
  }

  /** All records, of all times that a server with 32 bits for seconds can be asked for. */
  public static RecordFilter everything() {
    return RecordFilter.between(Instant.EPOCH, Instant.ofEpochSecond(LAST_SECOND));
  }

  /**
   * The highest id there is now; 0 if there is no record. The first of the list is the newest by
   * time, and one that arrived late may have a higher id: so it is asked beyond, in longer and
   * shorter steps, until nothing is there.
   */
  public Reply<Long> newest() {
    Reply<RecordPage> reply = firstPage(filter.ofIds(null, null), Math.min(page, FEW));
    long highest = 0;
    long step = 0;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      if (!(reply instanceof Reply.Answer<RecordPage> answer)) {
        return unanswered(reply);
      }
      long found = highest(answer.value().records());
      if (found == 0 && step <= 1) {
        break;
      }
      step = found == 0 ? Math.max(1, step / 4) : Math.min(LONGEST_STEP, Math.max(1, step * 2));
      highest = Math.max(highest, found);
      reply = firstPage(filter.ofIds(highest + step, null), page);
    }
    return new Reply.Answer<>(highest);
  }

  /** The first page with a record: those just beyond the ends are given too, and come first. */
  private Reply<RecordPage> firstPage(RecordFilter some, int size) {
    Reply<RecordPage> reply = server.ask(new ListRecords(some, size));
    while (reply instanceof Reply.Answer<RecordPage> answer
        && answer.value().records().isEmpty()
        && answer.value().next() != null) {
      reply = server.ask(answer.value().next());
    }
    return reply;
  }

  private static long highest(List<AccessRecord> records) {
    return records.stream().mapToLong(AccessRecord::id).max().orElse(0);
  }

  /**
   * Gives each record above one id and up to another, once, by id ascending. Only an {@link
   * Reply.Answer}, their number, means that these were all; what was given before is right all the
   * same. What {@code each} throws comes out here.
   */
  public Reply<Long> walk(long after, long upTo, Consumer<AccessRecord> each) {
    if (after >= upTo) {
      return new Reply.Answer<>(0L);
    }
    ExecutorService ahead = Executors.newSingleThreadExecutor(RecordWalk::daemon);
    try {
      return walk(RecordWindow.begin(after + 1, upTo, page), upTo, each, ahead);
    } finally {
      ahead.shutdownNow();
    }
  }

  private Reply<Long> walk(
      RecordWindow first, long upTo, Consumer<AccessRecord> each, ExecutorService ahead) {
    long given = 0;
    RecordWindow window = first;
    Reply<RecordWindow.Found> reply = window.fetch(server, filter);
    while (reply instanceof Reply.Answer<RecordWindow.Found> answer) {
      RecordWindow.Found found = answer.value();
      RecordWindow next = window.next(found, upTo);
      CompletableFuture<Reply<RecordWindow.Found>> fetched =
          next == null
              ? null
              : CompletableFuture.supplyAsync(() -> next.fetch(server, filter), ahead);
      found.records().forEach(each);
      given += found.records().size();
      if (next == null || fetched == null) {
        return new Reply.Answer<>(given);
      }
      window = next;
      reply = fetched.join();
    }
    return unanswered(reply);
  }

  /** A reply without a value is one of every kind of call. */
  @SuppressWarnings("unchecked")
  static <T> Reply<T> unanswered(Reply<?> reply) {
    if (reply instanceof Reply.Answer) {
      throw new IllegalArgumentException("an answer has a value");
    }
    return (Reply<T>) reply;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "senselink-records");
    thread.setDaemon(true);
    return thread;
  }
}
