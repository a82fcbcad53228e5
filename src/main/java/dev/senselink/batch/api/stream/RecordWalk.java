package dev.senselink.batch.api.stream;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.records.ListRecords;
import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.api.records.RecordPage;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.machine.TaskPool;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks over records by id ascending, whatever order the server lists them in, in the memory of a
 * few pages. What is asked for are windows of ids that fit into a page; the next few are fetched
 * while the one before is worked on. Where there are no ids, pages of one record find where they go
 * on.
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

  /** So many windows are remembered: the next is as wide as the densest of them lets it be. */
  private static final int REMEMBERED = 8;

  private static final int SPARE_PART = 4;

  /** A window that holds less than this part of a page says little of the next. */
  private static final int FEW_OF = 8;

  /** Enough to see what is newest. */
  private static final int FEW = 20;

  private static final int MOST_STEPS = 200;
  private static final long LONGEST_STEP = 1L << 40;

  private final RetryingClient server;
  private final RecordFilter filter;
  private final int page;
  private final boolean lean;

  /** Walks over the records of a filter; the ids in it are not looked at. */
  public RecordWalk(RetryingClient server, RecordFilter filter) {
    this(server, filter, PAGE);
  }

  public RecordWalk(RetryingClient server, RecordFilter filter, int page) {
    this(server, filter, page, false);
  }

  private RecordWalk(RetryingClient server, RecordFilter filter, int page, boolean lean) {
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
        idle <= RecordIdWindow.MOST_IDLE
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
      return walk(RecordIdWindow.begin(after + 1, upTo, page), upTo, each, ahead);
    }
  }

  /** A window that is being fetched. */
  private record Asked(RecordIdWindow window, Promise<Reply<RecordIdWindow.Found>> reply) {}

  private Reply<Long> walk(
      RecordIdWindow begin, long upTo, Consumer<AccessRecord> each, TaskPool ahead) {
    RecordGap gap = new RecordGap(server, filter);
    Deque<Double> closeness = new ArrayDeque<>();
    Deque<Asked> asked = new ArrayDeque<>();
    RecordIdWindow next = ask(begin, upTo, AHEAD, asked, ahead);
    long given = 0;
    for (Asked head = asked.poll(); head != null; head = asked.poll()) {
      Reply<RecordIdWindow.Found> reply = head.reply().join();
      if (!(reply instanceof Reply.Answer<RecordIdWindow.Found> answer)) {
        return Reply.unanswered(reply);
      }
      RecordIdWindow.Found found = answer.value();
      boolean empty = found.whole() && found.records().isEmpty();
      int most = AHEAD;
      if (!found.whole()) {
        // Those after it were guessed from the same: they are asked for anew, not as wide.
        asked.clear();
        next = head.window().narrower(found);
      } else if (next != null && !empty) {
        next = next.fitting(head.window(), learn(head.window(), found, closeness), upTo);
      } else if (next != null && asked.isEmpty()) {
        closeness.clear();
        RecordGap.Found behind = gap.behind(next, upTo);
        next =
            behind == null
                ? next.fitting(head.window(), head.window().width(), upTo)
                : behind.window();
        most = 1; // how close the ids lie there, nobody knows yet
      }
      if (!empty || asked.isEmpty()) {
        next = ask(next, upTo, most, asked, ahead);
      }
      found.records().forEach(each);
      given += found.records().size();
    }
    return new Reply.Answer<>(given);
  }

  /**
   * How close the ids may lie in the next window: as in the densest of the last few, and closer by
   * a part of what they differ by, so that few windows need a second page.
   */
  private static double learn(
      RecordIdWindow window, RecordIdWindow.Found found, Deque<Double> closeness) {
    if (found.records().size() * FEW_OF < window.fits()) {
      closeness.clear(); // what so few tell is no measure for what comes
    }
    closeness.add(window.idsPerRecord(found));
    if (closeness.size() > REMEMBERED) {
      closeness.remove();
    }
    double closest = Collections.min(closeness);
    return Math.max(1, closest - (Collections.max(closeness) - closest) / SPARE_PART);
  }

  /** Asks for as many windows as may be on their way; what comes after them, null at the end. */
  private @Nullable RecordIdWindow ask(
      @Nullable RecordIdWindow from, long upTo, int most, Deque<Asked> asked, TaskPool ahead) {
    RecordIdWindow next = from;
    while (next != null && asked.size() < most) {
      RecordIdWindow window = next;
      asked.add(new Asked(window, ahead.submit(() -> window.fetch(server, filter, lean))));
      next = window.next(upTo);
    }
    return next;
  }
}
