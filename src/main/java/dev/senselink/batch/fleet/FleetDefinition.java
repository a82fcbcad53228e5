package dev.senselink.batch.fleet;

import java.nio.file.Path;
import java.util.Collection;
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
 * @param typed what of all this was typed with the command, by key, with absolute paths; nothing
 *     where that is not the fleet's own job
 * @param sites those that were chosen, in the inventory's order
 * @param all every site, chosen or not
 * @param secretCommand what says the secret of a site for which no file is named, {@value #SITE} in
 *     it is the site; {@code null} for nothing. It is no option of a site: neither a journal nor an
 *     order has it
 */
public record FleetDefinition(
    Path file,
    String job,
    @Nullable String roster,
    Map<String, String> defaults,
    Map<String, String> typed,
    FleetRules rules,
    List<FleetSite> sites,
    List<FleetSite> all,
    @Nullable String secretCommand) {
  /** Stands for a site's name in a path. */
  public static final String SITE = "{site}";

  public FleetDefinition {
    defaults = new LinkedHashMap<>(defaults);
    typed = new LinkedHashMap<>(typed);
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

  /** The same with only these of its sites. */
  public FleetDefinition only(Collection<String> names) {
    List<FleetSite> some = sites.stream().filter(site -> names.contains(site.name())).toList();
    return new FleetDefinition(file, job, roster, defaults, typed, rules, some, all, secretCommand);
  }

  /** The names of all sites, chosen or not. */
  public List<String> names() {
    return all.stream().map(FleetSite::name).toList();
  }

  /** The addresses of the chosen sites, by site. */
  public Map<String, String> addresses() {
    Map<String, String> addresses = new LinkedHashMap<>();
    sites.forEach(site -> addresses.put(site.name(), site.address()));
    return addresses;
  }

  /** How the fleet is called where it is kept. */
  public String name() {
    return nameOf(file);
  }

  /** How the fleet of a file is called: as that, without its ending. */
  public static String nameOf(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.ya?ml$", "");
  }
}
