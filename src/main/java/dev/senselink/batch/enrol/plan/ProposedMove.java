package dev.senselink.batch.enrol.plan;

import dev.senselink.batch.api.people.Person;
import java.util.List;

/**
 * Somebody who is about to be put into groups, or taken out of some.
 *
 * @param now as just read
 * @param groups the ids of those that are still to be changed
 * @param in whether they are put into them
 * @param begun whether some of it may have been done before
 */
public record ProposedMove(Person now, List<Long> groups, boolean in, boolean begun) {
  public ProposedMove {
    groups = List.copyOf(groups);
  }
}
