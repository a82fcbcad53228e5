package dev.senselink.batch.fleet.state;

import java.util.Map;

/**
 * How a site's command ended.
 *
 * @param code its exit code
 * @param unreachable whether the server gave no answer in the end
 * @param summary facts and counts of {@code summary.json}
 * @param said what happened, in words; {@code ""} where nothing is to be said
 */
public record SiteEnd(int code, boolean unreachable, Map<String, String> summary, String said) {
  public SiteEnd {
    summary = Map.copyOf(summary);
  }
}
