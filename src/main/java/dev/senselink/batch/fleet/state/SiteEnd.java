package dev.senselink.batch.fleet.state;

import java.util.Map;

/**
 * How a site's command ended.
 *
 * @param code its exit code
 * @param unreachable whether the server gave no answer in the end
 * @param summary facts and counts of {@code summary.json}
 * @param said what happened, in words; {@code ""} where nothing is to be said
 * @param displaced whether the ledger alone was in the way, held by another process or out of
 *     reach: the same may go on elsewhere, or later
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
}
