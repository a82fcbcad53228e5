package dev.senselink.batch.console.mend;

import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is at work on an import besides oneself, and whose change was changed by somebody else. It is
 * about now: nothing of it is kept. Safe between threads.
 */
final class Companions {
  /** Whoever has the page open asks more often. */
  private static final Duration HERE = Duration.ofSeconds(45);

  private static final int MOST_CHANGES = 5_000;
  private static final int MOST_TOLD = 100;

  private final Machine machine;
  private final Map<String, Map<String, Instant>> seen = new HashMap<>();
  private final Map<String, List<Overtaken>> overtaken = new HashMap<>();

  /** Whose the last change of a cell was; the oldest are forgotten. */
  private final Map<String, Change> last =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Change> eldest) {
          return size() > MOST_CHANGES;
        }
      };

  Companions(Machine machine) {
    this.machine = machine;
  }

  /** A change of a cell. */
  record Change(String who, Instant at) {}

  /**
   * A change of mine that somebody else has changed again.
   *
   * @param line of the list
   * @param header over the cell
   * @param who it was
   */
  record Overtaken(long line, String header, String who) {}

  /** Somebody looks at an import. */
  synchronized void sees(String id, String who) {
    seen.computeIfAbsent(id, one -> new TreeMap<>()).put(who, machine.wall().instant());
  }

  /** Who else looks at it. */
  synchronized List<String> others(String id, String who) {
    Instant since = machine.wall().instant().minus(HERE);
    Map<String, Instant> here = seen.getOrDefault(id, Map.of());
    here.values().removeIf(at -> at.isBefore(since));
    List<String> others = new ArrayList<>(here.keySet());
    others.remove(who);
    return others;
  }

  /**
   * Somebody changes a cell.
   *
   * @return whose change that replaces, {@code null} if nobody else's
   */
  synchronized @Nullable Change changes(String id, long line, int at, String header, String who) {
    String cell = id + " " + line + " " + at;
    Change before = last.remove(cell);
    last.put(cell, new Change(who, machine.wall().instant()));
    if (before == null || before.who().equals(who)) {
      return null;
    }
    List<Overtaken> told =
        overtaken.computeIfAbsent(id + " " + before.who(), x -> new ArrayList<>());
    if (told.size() < MOST_TOLD) {
      told.add(new Overtaken(line, header, who));
    }
    return before;
  }

  /** What somebody has not been told yet. */
  synchronized List<Overtaken> untold(String id, String who) {
    List<Overtaken> told = overtaken.remove(id + " " + who);
    return told == null ? List.of() : told;
  }
}
