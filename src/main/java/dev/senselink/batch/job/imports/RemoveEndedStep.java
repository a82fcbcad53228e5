package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.enrol.guests.EndedGuestCandidates;
import dev.senselink.batch.enrol.guests.EndedGuestRemoval;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.ledger.EndedGuest.State;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.util.List;

/** Deletes guests whose visits are over and whom the roster of a run does not name. */
final class RemoveEndedStep {
  private final RunResources r;
  private final Run run;
  private final RosterIntake intake;

  RemoveEndedStep(RunResources resources, Run run, RosterIntake intake) {
    this.r = resources;
    this.run = run;
    this.intake = intake;
  }

  void run(EndedGuestRemoval visits) {
    if (visits.candidates().any()) {
      nameThose(visits.candidates());
      visits.remove();
    }
    tell(r.ledger().endedGuests().of(run.id()));
  }

  private void nameThose(EndedGuestCandidates candidates) {
    try (Roster roster = intake.input().open()) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        candidates.named(row);
      }
    }
    r.ledger().people().all(run.id(), candidates::named);
  }

  private void tell(List<EndedGuest> guests) {
    long removed = guests.stream().filter(guest -> guest.state() == State.REMOVED).count();
    if (!guests.isEmpty()) {
      r.progress().say(words("ended.done", removed, guests.size() - removed));
    }
  }
}
