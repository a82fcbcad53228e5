package dev.senselink.batch.fleet.state;

import static dev.senselink.batch.fleet.FleetMessages.words;

import java.util.Map;

/**
 * How a site's command ended.
 *
 * @param code its exit code
 * @param unreachable whether the server gave no answer in the end
 * @param summary facts and counts of {@code summary.json}
 * @param said what happened, in words; {@code ""} where nothing is to be said
 * @param displaced whether the ledger alone was in the way, held by another process or out of
 *     reach, or the folder for the report: the same may go on elsewhere, or later
 */
public record SiteEnd(
    int code, boolean unreachable, Map<String, String> summary, String said, boolean displaced) {
  public SiteEnd {
    summary = Map.copyOf(summary);
  }

  /** One that the ledger was not in the way of. */
  public SiteEnd(int code, boolean unreachable, Map<String, String> summary, String said) {
    this(code, unreachable, summary, said, false);
  }

  /** The same in words, for people who watch. */
  public String told(String site) {
    SiteState state = SiteState.waiting(site).ended(SiteState.Phase.ENDED, this);
    return said.isEmpty()
        ? words("told.ended", site, code, state.count(SiteState.ROWS))
        : words("told.ended.why", site, code, said);
  }

  /**
   * The end of a run that was shown again: that ends well, how the run itself did stands in its
   * counts.
   */
  public SiteEnd asItEnded() {
    SiteState counts = SiteState.waiting("").ended(SiteState.Phase.ENDED, this);
    boolean look =
        counts.count("review")
                    + counts.count("rejected")
                    + counts.count("failed")
                    + counts.count("notAttempted")
                    + counts.count("leaversLeft")
                    + counts.count("endedLeft")
                > 0
            || !counts.brake().isEmpty();
    return new SiteEnd(look ? SiteState.ATTENTION : SiteState.DONE, false, summary, said);
  }
}
