package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.enrol.guests.EndedCandidates;
import dev.senselink.batch.enrol.guests.EndedVisits;
import dev.senselink.batch.job.Progress;
import dev.senselink.batch.ledger.EndedGuest.State;
import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.util.List;

/** Deletes guests whose visits are over and whom the roster of a run does not name. */
final class RemoveEnded {
  private RemoveEnded() {}

  static void run(EndedVisits visits, ImportRun.Setting setting, Progress progress) {
    if (visits.candidates().any()) {
      named(visits.candidates(), setting);
      visits.remove();
    }
    tell(setting.ledger().endedGuests().of(setting.run().id()), progress);
  }

  private static void named(EndedCandidates candidates, ImportRun.Setting setting) {
    try (Roster roster = setting.intake().input().open()) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        candidates.named(row);
      }
    }
    setting.ledger().outcomes().people(setting.run().id(), candidates::named);
  }

  private static void tell(List<EndedGuest> guests, Progress progress) {
    long removed = guests.stream().filter(guest -> guest.state() == State.REMOVED).count();
    if (!guests.isEmpty()) {
      progress.say(words("ended.done", removed, guests.size() - removed));
    }
  }
}
