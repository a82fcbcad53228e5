package dev.senselink.batch.fleet.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command that is carried out at sites.
 *
 * @param job its words joined by {@code -}
 * @param definition what tells it from the same of another day, beside the sites
 * @param words what is typed at each site that it is to be done at, but for options
 * @param rows how many rows it is about there
 * @param options which options it has, long names without dashes
 * @param shared which of them count that are said for all sites
 * @param changes whether it changes anything: then some sites come first, and not all at once
 */
public record SiteErrand(
    String job,
    String definition,
    Map<String, List<String>> words,
    Map<String, Integer> rows,
    Set<String> options,
    Set<String> shared,
    boolean changes) {
  public SiteErrand {
    words = new LinkedHashMap<>(words);
    rows = new LinkedHashMap<>(rows);
    options = Set.copyOf(options);
    shared = Set.copyOf(shared);
  }
}
