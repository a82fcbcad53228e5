package dev.senselink.batch.fleet;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fleet file and its inventory come to.
 *
 * @param file the fleet file as it was named
 * @param job what is done at each site: a command's words joined by {@code -}
 * @param roster the list of all sites, or where each has its own ({@value #SITE} in it); {@code
 *     null} for none
 * @param defaults options for the command of every site: long names without dashes
 * @param sites those that were chosen, in the inventory's order
 * @param all the names of all sites, chosen or not
 */
public record FleetDefinition(
    Path file,
    String job,
    @Nullable String roster,
    Map<String, String> defaults,
    FleetRules rules,
    List<FleetSite> sites,
    List<String> all) {
  /** Stands for a site's name in a path. */
  public static final String SITE = "{site}";

  public FleetDefinition {
    defaults = new LinkedHashMap<>(defaults);
    sites = List.copyOf(sites);
    all = List.copyOf(all);
  }

  /** What the command of a site is given: the defaults, and in their place what is its own. */
  public Map<String, String> options(FleetSite site) {
    Map<String, String> both = new LinkedHashMap<>();
    defaults.forEach((key, value) -> both.put(key, value.replace(SITE, site.name())));
    both.putAll(site.options());
    return both;
  }

  /** How the fleet is called where it is kept: as its file, without the ending. */
  public String name() {
    return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
  }
}
