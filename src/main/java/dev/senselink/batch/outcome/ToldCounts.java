package dev.senselink.batch.outcome;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The counts that people are told: those of {@code summary.json} that are not zero, in their order.
 * Whom an undo has removed or restored is counted there as updated too, and here by itself.
 */
public final class ToldCounts {
  /** Rows of an undo that ended {@link RowEnding#REMOVED}. */
  public static final String REMOVED = "removed";

  /** Rows of an undo that ended {@link RowEnding#RESTORED}. */
  public static final String RESTORED = "restored";

  private ToldCounts() {}

  /**
   * Makes them.
   *
   * @param counts the counts by their keys in {@code summary.json}
   */
  public static Map<String, Long> of(ToLongFunction<String> counts) {
    Map<String, Long> told = new LinkedHashMap<>();
    for (RowEnding.Group group : RowEnding.Group.values()) {
      long count = counts.applyAsLong(group.key());
      if (group == RowEnding.Group.UPDATED) {
        long removed = counts.applyAsLong(REMOVED);
        long restored = counts.applyAsLong(RESTORED);
        told.put(group.key(), count - removed - restored);
        told.put(REMOVED, removed);
        told.put(RESTORED, restored);
      } else {
        told.put(group.key(), count);
      }
    }
    told.values().removeIf(count -> count <= 0);
    return told;
  }

  /** The counts of a tally. */
  public static Map<String, Long> of(OutcomeTally tally) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (RowEnding.Group group : RowEnding.Group.values()) {
      counts.put(group.key(), tally.of(group));
    }
    counts.put(REMOVED, tally.of(RowEnding.REMOVED));
    counts.put(RESTORED, tally.of(RowEnding.RESTORED));
    return of(key -> counts.getOrDefault(key, 0L));
  }
}
