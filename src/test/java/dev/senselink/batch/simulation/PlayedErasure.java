package dev.senselink.batch.simulation;

import java.util.List;

/**
 * A {@code privacy erase} or {@code privacy prune} of a history, and what was left.
 *
 * @param what which of the two
 * @param row whose person was to be forgotten, {@link RowTags#NOBODY} for all of old runs
 * @param at when
 * @param settled whether nothing was under way, so that nothing may refuse it
 * @param refused why nothing was forgotten, {@code ""} if it was
 * @param found what can still be read of whom was forgotten, and where
 * @param changed what is told of others in another way than before
 */
record PlayedErasure(
    ErrandBetween.Kind what,
    int row,
    long at,
    boolean settled,
    String refused,
    List<String> found,
    List<String> changed) {
  PlayedErasure {
    found = List.copyOf(found);
    changed = List.copyOf(changed);
  }

  boolean done() {
    return refused.isEmpty();
  }

  @Override
  public String toString() {
    return what + (row == RowTags.NOBODY ? "" : " of row " + row);
  }
}
