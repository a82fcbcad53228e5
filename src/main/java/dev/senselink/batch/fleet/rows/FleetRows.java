package dev.senselink.batch.fleet.rows;

import dev.senselink.batch.disk.Sha256Digest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The rows of a fleet, by site.
 *
 * @param sites those of the chosen sites
 * @param unknown rows whose site is blank or none of the fleet's
 * @param unread sites that were not chosen and whose own list cannot be read: who is named there is
 *     not known
 * @param named who is named anywhere in the fleet, sites that were not chosen included
 * @param numbers the number by which {@code named} knows a site
 */
public record FleetRows(
    Map<String, SiteRows> sites,
    UnknownRows unknown,
    List<String> unread,
    NamedPeople named,
    Map<String, Integer> numbers) {
  public FleetRows {
    sites = new LinkedHashMap<>(sites);
    unread = List.copyOf(unread);
    numbers = Map.copyOf(numbers);
  }

  /**
   * No rows at all.
   *
   * @param folder where those without a site would lie
   */
  public static FleetRows none(Path folder, KeyMarks keys) {
    NamedPeople nobody = new NamedPeople(keys);
    nobody.end();
    return new FleetRows(Map.of(), new UnknownRows(folder), List.of(), nobody, Map.of());
  }

  /** Whether a site has rows of its own here. */
  public boolean has(String site) {
    return sites.containsKey(site);
  }

  /** The rows of a site. */
  public SiteRows of(String site) {
    return Objects.requireNonNull(sites.get(site), site);
  }

  /** The number of a site. */
  public int number(String site) {
    return Objects.requireNonNull(numbers.get(site), site);
  }

  /** What tells the rows of each site from any others, by site. */
  public Map<String, String> digests() {
    Map<String, String> all = new TreeMap<>(); // whatever the order of the inventory
    sites.values().forEach(one -> all.put(one.site(), one.sha256()));
    return all;
  }

  /** What tells these rows at these sites from any others. */
  public String sha256() {
    return Sha256Digest.hex(digests() + " " + unknown.count());
  }
}
