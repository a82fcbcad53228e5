package dev.senselink.batch.fleet.rows;

import dev.senselink.batch.disk.Sha256Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows of a fleet, by site.
 *
 * @param sites those of the chosen sites
 * @param unknown rows whose site is blank or none of the fleet's
 * @param named who is named anywhere in the fleet, sites that were not chosen included
 * @param numbers the number by which {@code named} knows a site
 */
public record FleetRows(
    Map<String, SiteRows> sites,
    List<UnknownSiteRow> unknown,
    NamedPeople named,
    Map<String, Integer> numbers) {
  public FleetRows {
    sites = new LinkedHashMap<>(sites);
    unknown = List.copyOf(unknown);
    numbers = Map.copyOf(numbers);
  }

  /** The rows of a site. */
  public SiteRows of(String site) {
    return Objects.requireNonNull(sites.get(site), site);
  }

  /** The number of a site. */
  public int number(String site) {
    return Objects.requireNonNull(numbers.get(site), site);
  }

  /** What tells these rows at these sites from any others. */
  public String sha256() {
    StringBuilder all = new StringBuilder();
    sites
        .values()
        .forEach(one -> all.append(one.site()).append(' ').append(one.sha256()).append('\n'));
    return Sha256Digest.hex(all + " " + unknown.size());
  }
}
