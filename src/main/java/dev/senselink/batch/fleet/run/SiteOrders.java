package dev.senselink.batch.fleet.run;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.rows.FleetRows;
import dev.senselink.batch.fleet.rows.SiteRows;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.photo.folder.PhotoPlaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The command of each site, as it would be typed. */
final class SiteOrders {
  /** How the list of all is read: those of the sites are ours, and read by themselves. */
  private static final Set<String> OF_WHOLE_LIST = Set.of("sheet", "header-row", "encoding");

  private static final String PHOTOS = "photos";

  private final FleetDefinition fleet;
  private final FleetRows rows;
  private final FleetPlace place;
  private final Path reports;
  private final List<String> more;
  private final Map<String, FleetSite> sites;

  /**
   * @param reports the folder in which each site's report has one of its own
   * @param more options for every command, as they are typed
   */
  SiteOrders(
      FleetDefinition fleet, FleetRows rows, FleetPlace place, Path reports, List<String> more) {
    this.fleet = fleet;
    this.rows = rows;
    this.place = place;
    this.reports = reports;
    this.more = more;
    this.sites =
        fleet.sites().stream().collect(Collectors.toMap(FleetSite::name, Function.identity()));
  }

  /** The order for a site. */
  SiteOrder order(FleetSite site, OtherSites others) {
    SiteRows own = rows.of(site.name());
    Map<String, String> options = fleet.options(site);
    if (own.isPart()) {
      options.keySet().removeAll(OF_WHOLE_LIST);
      options.computeIfAbsent(PHOTOS, any -> photos());
    }
    List<String> words = new ArrayList<>(List.of(fleet.job().split("-")));
    words.add(own.roster().toString());
    options.forEach((key, value) -> words.add("--" + key + "=" + value));
    words.add("--data=" + place.site(site.name()));
    words.add("--report=" + reports.resolve(site.name()));
    words.addAll(List.of("--json", "--no-progress", "--sandbox=false"));
    words.addAll(more);
    return new SiteOrder(site.name(), words, others);
  }

  /** Beside the list of all, as for a single one. */
  private String photos() {
    Path roster = Path.of(String.valueOf(fleet.roster())).toAbsolutePath().normalize();
    Path folder = roster.resolveSibling("");
    List<Path> beside = PhotoPlaces.in(folder);
    return (beside.isEmpty() ? folder : beside.get(0)).toString();
  }

  /** The order that makes the report of a site's run anew. */
  SiteOrder report(String site, String run) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "runs",
                "show",
                run,
                "--report=" + reports.resolve(site),
                "--data=" + place.site(site),
                "--json"));
    words.addAll(more);
    if (Boolean.parseBoolean(fleet.defaults().get("insecure"))) {
      words.add("--insecure");
    }
    return new SiteOrder(site, words, OtherSites.NONE);
  }

  /** The order for the site of this name. */
  SiteOrder order(String site, OtherSites others) {
    return order(of(site), others);
  }

  private FleetSite of(String site) {
    FleetSite found = sites.get(site);
    if (found == null) {
      throw new IllegalArgumentException(site);
    }
    return found;
  }
}
