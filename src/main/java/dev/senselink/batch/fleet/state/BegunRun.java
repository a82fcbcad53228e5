package dev.senselink.batch.fleet.state;

import dev.senselink.batch.ledger.RunIndexFile;
import java.time.Instant;

/** The run of a site's own that a fleet's run has begun there. */
public final class BegunRun {
  private BegunRun() {}

  /**
   * Its id, by the site's data folder, whether or not the fleet could note how it ended.
   *
   * @return {@code ""} where none is known
   */
  public static String of(FleetPlace place, FleetJournal.Content fleetRun, String site) {
    SiteSpan span = SiteSpan.of(place, fleetRun, site);
    return new RunIndexFile(place.site(site))
        .read().stream()
            .filter(one -> one.command().equals(fleetRun.job()) && span.meets(one))
            .filter(one -> span.from() != null || isSince(one, fleetRun))
            .map(RunIndexFile.Entry::id)
            .findFirst()
            .orElse("");
  }

  private static boolean isSince(RunIndexFile.Entry run, FleetJournal.Content fleetRun) {
    return !Instant.parse(run.startedAt()).isBefore(fleetRun.begun());
  }
}
