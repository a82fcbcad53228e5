package dev.senselink.batch.console.mend;

import dev.senselink.batch.report.WrongCells;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterShape;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowCorrection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with rows as they are corrected, by the import's own rules, as far as a row
 * alone tells. Keeps the rows that were asked about last: whoever types asks again and again. Safe
 * between threads.
 */
final class RowJudge {
  private static final int KEPT = 300;

  private final MendPlace place;
  private final RosterShape shape;
  private final Map<Long, Row> rows =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Row> eldest) {
          return size() > KEPT;
        }
      };

  RowJudge(MendPlace place) {
    this.place = place;
    try (Roster list = place.open()) {
      this.shape = list.shape();
    }
  }

  RosterShape shape() {
    return shape;
  }

  /** Reads what is not known yet of some rows. */
  synchronized void read(Collection<Long> lines) {
    TreeSet<Long> wanted = new TreeSet<>(lines);
    wanted.removeAll(rows.keySet());
    if (wanted.isEmpty()) {
      return;
    }
    try (Roster list = place.open()) {
      Row row = list.next();
      while (row != null && row.ref().line() <= wanted.last()) {
        if (wanted.contains(row.ref().line())) {
          rows.put(row.ref().line(), row);
        }
        row = list.next();
      }
    }
  }

  /**
   * What is wrong in the cells of a row once it is corrected so.
   *
   * @return by position; empty too for a row that the list does not have
   */
  synchronized Map<Integer, String> wrong(long line, RowCorrection corrected) {
    @Nullable Row row = rows.get(line);
    if (row == null) {
      return Map.of();
    }
    return WrongCells.of(row.corrected(corrected), shape, place.look().faults(), "", "");
  }
}
