package dev.senselink.batch.api;

import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.machine.TaskPool;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks over records by id ascending, whatever order the server lists them in, in the memory of a
 * few pages. What is asked for are windows of ids that fit into a page; the next few are fetched
 * while the one before is worked on.
 *
 * <p>Why windows of ids and not pages, or of time: records that arrive meanwhile have higher ids
 * than any window below a fixed one, so they move no page; and a record that a device brings late
 * has an early time and a late id. Both times are sent with each window all the same (NOTES 56).
 *
 * <pre>{@code
 * RecordWalk walk = new RecordWalk(server, RecordFilter.everything());
 * Reply<Long> newest = walk.newest(); // the upper id, fixed once
 * Reply<Long> given = walk.walk(0, upTo, record -> ...);
 * }</pre>
 */
public final class RecordWalk {
  /** As many records as are asked for at a time; a server may give fewer a page. */
  static final int PAGE = 1000;

  /** Windows on their way at once: while one is written others are read, and the server works. */
  private static final int AHEAD = 3;

  /** Enough to see what is newest. */
  private static final int FEW = 20;

  private static final int MOST_STEPS = 200;
  private static final long LONGEST_STEP = 1L << 40;

  private final Server server;
  private final RecordFilter filter;
  private final int page;
  private final boolean lean;

  /** Walks over the records of a filter; the ids in it are not looked at. */
  public RecordWalk(Server server, RecordFilter filter) {
    this(server, filter, PAGE);
  }

  RecordWalk(Server server, RecordFilter filter, int page) {
    this(server, filter, page, false);
  }

  private RecordWalk(Server server, RecordFilter filter, int page, boolean lean) {
    this.server = server;
    this.filter = filter;
    this.page = page;
    this.lean = lean;
  }

  /** The same without {@link AccessRecord#json}, which is much faster. */
  public RecordWalk lean() {
    return new RecordWalk(server, filter, page, true);
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
        return Reply.unanswered(reply);
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
    for (int idle = 0;
        idle <= RecordWindow.MOST_IDLE
            && reply instanceof Reply.Answer<RecordPage> answer
            && answer.value().records().isEmpty()
            && answer.value().next() != null;
        idle++) {
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
    try (TaskPool ahead = new TaskPool(server.machine(), "senselink-records", AHEAD)) {
      return walk(RecordWindow.begin(after + 1, upTo, page), upTo, each, ahead);
    }
  }

  /** A window that is being fetched. */
  private record Asked(RecordWindow window, Promise<Reply<RecordWindow.Found>> reply) {}

  private Reply<Long> walk(
      RecordWindow begin, long upTo, Consumer<AccessRecord> each, TaskPool ahead) {
    Deque<Asked> asked = new ArrayDeque<>();
    RecordWindow next = ask(begin, upTo, asked, ahead);
    long given = 0;
    for (Asked head = asked.poll(); head != null; head = asked.poll()) {
      Reply<RecordWindow.Found> reply = head.reply().join();
      if (!(reply instanceof Reply.Answer<RecordWindow.Found> answer)) {
        return Reply.unanswered(reply);
      }
      RecordWindow.Found found = answer.value();
      if (!found.whole()) {
        // Those after it were guessed from the same: they are asked for anew, not as wide.
        asked.clear();
        next = head.window().narrower(found);
      } else if (next != null) {
        next = next.fitting(head.window(), found, upTo);
      }
      next = ask(next, upTo, asked, ahead);
      found.records().forEach(each);
      given += found.records().size();
    }
    return new Reply.Answer<>(given);
  }

  /** Asks for as many windows as may be on their way; what comes after them, null at the end. */
  private @Nullable RecordWindow ask(
      @Nullable RecordWindow from, long upTo, Deque<Asked> asked, TaskPool ahead) {
    RecordWindow next = from;
    while (next != null && asked.size() < AHEAD) {
      RecordWindow window = next;
      asked.add(new Asked(window, ahead.submit(() -> window.fetch(server, filter, lean))));
      next = window.next(upTo);
    }
    return next;
  }
}
