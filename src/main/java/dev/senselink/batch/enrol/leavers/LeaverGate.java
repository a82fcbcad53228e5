package dev.senselink.batch.enrol.leavers;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.ledger.lists.Leaver;
import org.jspecify.annotations.Nullable;

/** Is asked when a leaver is about to lose their groups, and nothing has left yet. */
public interface LeaverGate {
  /** Everybody who is due may be taken out: an ordinary run. */
  LeaverGate OPEN = (leaver, person, begun) -> null;

  /**
   * Somebody is about to be taken out of every group.
   *
   * @param person as just read
   * @param begun whether this run has begun with them in an earlier process
   * @return what is noted instead; {@code null} where it may be done
   */
  @Nullable Leaver revoke(Leaver leaver, Person person, boolean begun);
}
