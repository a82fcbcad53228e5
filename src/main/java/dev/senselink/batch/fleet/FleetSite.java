package dev.senselink.batch.fleet;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A site of a fleet: a server of its own, and what counts for it alone.
 *
 * @param line where it stands in the inventory
 * @param address host and port of its server: no two sites have one
 * @param options what its commands are given beside the fleet's defaults: long names without dashes
 * @param tags by which sites are chosen
 * @param window when something may be changed there
 * @param zone by which that is meant
 */
public record FleetSite(
    String name,
    long line,
    String address,
    Map<String, String> options,
    Set<String> tags,
    WorkWindow window,
    ZoneId zone) {
  /** What a site, and a tag, may be called: its folder is called so, too. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public FleetSite {
    options = new LinkedHashMap<>(options);
    tags = Set.copyOf(tags);
  }

  /** Whether a site can be called so. Names of nothing but dots are places of every folder. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.matches("\\.+");
  }
}
