package dev.senselink.batch.report;

import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.Leaver.State;
import java.util.List;

/**
 * What a report says of the list that was imported.
 *
 * @param list its name
 * @param brake the code of what made all leavers be left alone, {@code ""} for nothing
 * @param why the same in words; without a brake what else is worth knowing, a line each
 * @param leavers whom the list has named and the roster does not
 */
public record LeaverFacts(String list, String brake, String why, List<Leaver> leavers) {
  /** Of a run without a list. */
  public static final LeaverFacts NONE = new LeaverFacts("", "", "", List.of());

  public LeaverFacts {
    leavers = List.copyOf(leavers);
  }

  long of(State state) {
    return leavers.stream().filter(one -> one.state().told() == state).count();
  }

  /** How many are missing and not wanted to be kept. */
  long missing() {
    return leavers.size() - of(State.KEPT) - of(State.RETURNED);
  }

  /** Whether a person has to look: exit code 3. */
  boolean needsAttention() {
    return !brake.isEmpty() || of(State.LEFT) > 0;
  }
}
