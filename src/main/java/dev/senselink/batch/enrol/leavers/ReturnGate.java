package dev.senselink.batch.enrol.leavers;

import dev.senselink.batch.api.people.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is asked before somebody is given groups back. */
@FunctionalInterface
public interface ReturnGate {
  /** Everybody is. */
  ReturnGate OPEN = (row, person, groups, begun) -> null;

  /**
   * Somebody is about to be put into groups.
   *
   * @param groups ids of those that they would be in
   * @param begun whether they may have been put into some of them before
   * @return why not, in words; {@code null} where it may go on
   */
  @Nullable String refuses(int row, Person person, List<Long> groups, boolean begun);
}
