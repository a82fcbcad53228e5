package dev.senselink.batch.fleet.run;

import dev.senselink.batch.job.ReportPlace;
import java.util.List;

/**
 * What was asked of a fleet's run.
 *
 * @param command the words of the fleet's own command joined by {@code -}
 * @param report where its report goes
 * @param more options for the command of every site, as they are typed
 * @param again the command that imports the rows of a site again, ready for a shell but for {@code
 *     {site}}, its name
 * @param restart whether an unfinished run is left as it is
 */
public record FleetSettings(
    String command, ReportPlace report, List<String> more, String again, boolean restart) {
  public FleetSettings {
    more = List.copyOf(more);
  }
}
