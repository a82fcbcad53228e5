package dev.senselink.batch.job;

import dev.senselink.batch.enrol.EndedCandidates;
import dev.senselink.batch.enrol.EndedVisits;
import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.ledger.EndedGuest.State;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.util.List;

/** Deletes guests whose visits are over and whom the roster of a run does not name. */
final class RemoveEnded {
  private RemoveEnded() {}

  static void run(EndedVisits visits, String run, RosterInput input, Ledger ledger) {
    EndedCandidates candidates = visits.candidates();
    if (!candidates.any()) {
      return;
    }
    try (Roster roster = input.open()) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        candidates.named(row);
      }
    }
    ledger.outcomes().people(run, candidates::named);
    visits.remove();
  }

  /** What came of it, in words; {@code ""} where there was nothing to do. */
  static String inWords(List<EndedGuest> guests) {
    long removed = guests.stream().filter(guest -> guest.state() == State.REMOVED).count();
    return guests.isEmpty()
        ? ""
        : "guests whose visits are over: "
            + removed
            + " deleted, "
            + (guests.size() - removed)
            + " left, see ended.csv";
  }
}
