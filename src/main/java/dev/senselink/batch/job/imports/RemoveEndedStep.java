package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.enrol.guests.EndedGuestCandidates;
import dev.senselink.batch.enrol.guests.EndedGuestRemoval;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.ledger.EndedGuest.State;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.util.List;

/** Deletes guests whose visits are over and whom the roster of a run does not name. */
final class RemoveEndedStep {
  private RemoveEndedStep() {}

  static void run(EndedGuestRemoval visits, ImportRun.Setting setting, JobProgress progress) {
    if (visits.candidates().any()) {
      named(visits.candidates(), setting);
      visits.remove();
    }
    tell(setting.ledger().endedGuests().of(setting.run().id()), progress);
  }

  private static void named(EndedGuestCandidates candidates, ImportRun.Setting setting) {
    try (Roster roster = setting.intake().input().open()) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        candidates.named(row);
      }
    }
    setting.ledger().outcomes().people(setting.run().id(), candidates::named);
  }

  private static void tell(List<EndedGuest> guests, JobProgress progress) {
    long removed = guests.stream().filter(guest -> guest.state() == State.REMOVED).count();
    if (!guests.isEmpty()) {
      progress.say(words("ended.done", removed, guests.size() - removed));
    }
  }
}
