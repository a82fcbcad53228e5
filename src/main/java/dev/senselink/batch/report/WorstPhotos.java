package dev.senselink.batch.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The worst of all doubtful photos: so many and no more, wherever they stand. */
final class WorstPhotos {
  private static final Comparator<PageRow> WORST_FIRST =
      Comparator.comparingDouble((PageRow row) -> -PhotoHints.severity(row.outcome()))
          .thenComparingLong(PageRow::line);

  private final int most;
  private final PriorityQueue<PageRow> kept = new PriorityQueue<>(WORST_FIRST.reversed());

  /**
   * @param most how many are kept
   */
  WorstPhotos(int most) {
    this.most = most;
  }

  /** Takes one in; returns the one that has to go for it, {@code null} for none. */
  @Nullable PageRow add(PageRow row) {
    kept.add(row);
    return kept.size() > most ? kept.remove() : null;
  }

  /** Those that are kept. */
  List<PageRow> all() {
    return sorted(kept);
  }

  /** Rows of photos, the worst first; of the same kind in the order of the list. */
  static List<PageRow> sorted(Collection<PageRow> rows) {
    return rows.stream().sorted(WORST_FIRST).toList();
  }
}
