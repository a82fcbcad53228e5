package dev.senselink.batch.report;

import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.util.List;

/**
 * {@code ended.csv}: the guests whose visits are over and whom {@code --remove-ended} looked at,
 * the one that ended first in front.
 */
final class EndedGuestsFile {
  static final String NAME = "ended.csv";

  private static final List<String> COLUMNS =
      List.of("personId", "name", "mobile", "dateTimeTo", "outcome", "reason");

  private EndedGuestsFile() {}

  /** Whether a run of this job has such a file. */
  static boolean belongsTo(String job) {
    return job.equals("import-guests");
  }

  static void write(GuardedCsvWriter file, List<EndedGuest> guests) throws IOException {
    file.write(COLUMNS);
    for (EndedGuest guest : guests) {
      file.write(
          List.of(
              String.valueOf(guest.person()),
              guest.name(),
              guest.mobile(),
              guest.ended(),
              wasRemoved(guest) ? "REMOVED" : "LEFT",
              guest.reason()));
    }
  }

  static boolean wasRemoved(EndedGuest guest) {
    return guest.state() == EndedGuest.State.REMOVED;
  }
}
