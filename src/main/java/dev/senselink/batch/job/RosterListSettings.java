package dev.senselink.batch.job;

import dev.senselink.batch.enrol.leavers.LeaverRules;
import dev.senselink.batch.ledger.lists.ListName;
import org.jspecify.annotations.Nullable;

/**
 * Which list a roster is of.
 *
 * @param isNew whether a list of a name not known yet may be begun
 * @param part whether the roster holds only some of the list, so that nobody is missing by it
 * @param most more people than that do not return at once
 * @param leavers what becomes of people whom the list names no more; {@code null} where it is only
 *     remembered
 */
public record RosterListSettings(
    ListName name,
    boolean isNew,
    boolean part,
    LeaverRules.Most most,
    @Nullable LeaverSettings leavers) {

  /** The same of a list that may be begun. */
  RosterListSettings asNew() {
    return new RosterListSettings(name, true, part, most, leavers);
  }
}
