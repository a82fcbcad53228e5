package dev.senselink.batch.fleet.run;

import dev.senselink.batch.job.ReportPlace;
import java.util.List;

/**
 * What was asked of a fleet's run.
 *
 * @param command the words of the fleet's own command joined by {@code -}
 * @param report where its report goes
 * @param more options for the command of every site, as they are typed
 * @param again what is typed to have a site worked again
 * @param restart whether an unfinished run is left as it is
 */
public record FleetSettings(
    String command, ReportPlace report, List<String> more, SiteAgain again, boolean restart) {
  public FleetSettings {
    more = List.copyOf(more);
  }
}
