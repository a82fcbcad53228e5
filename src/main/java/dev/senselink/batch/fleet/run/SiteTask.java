package dev.senselink.batch.fleet.run;

import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.state.SiteEnd;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What a fleet does at its sites. Safe between threads. */
interface SiteTask {
  /** Whether anything is changed: then some sites come first, and not all at once. */
  boolean changes();

  /** How many rows are to be worked at a site. */
  int rows(String site);

  /** Whether there is anything to do there. */
  boolean hasWork(FleetSite site);

  /**
   * The command of a site.
   *
   * @param braked whether too many sites have left all their leavers alone
   */
  SiteOrder order(String site, BooleanSupplier braked);

  /**
   * How a site ended without its command: that came to its end before a crash, and nobody could
   * note it, or it must not be begun.
   */
  Optional<SiteEnd> endsAtOnce(String site);

  /**
   * What the site's ledger says of the run that has been begun there, though its command did not.
   *
   * @return its id alone where the ledger cannot tell more; empty if none is known
   */
  default Optional<Map<String, String>> begun(String site) {
    return Optional.empty();
  }

  /** The command of a site has ended: what its report says is taken over. */
  void take(String site, SiteEnd end);
}
