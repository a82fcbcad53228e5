package dev.senselink.batch.fleet.run;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.rows.SiteRows;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.job.ListPart;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.photo.folder.PhotoPlaces;
import dev.senselink.batch.roster.RowLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command of each site, as it would be typed. */
final class SiteOrders {
  /** How the list of all is read: those of the sites are ours, and read by themselves. */
  private static final Set<String> OF_WHOLE_LIST = Set.of("sheet", "header-row", "encoding");

  private static final String PHOTOS = "photos";

  /** How long what a run kept is kept; whoever shows a run removes nothing. */
  private static final String RETENTION = "--retention=";

  private final FleetDefinition fleet;
  private final FleetPlace place;
  private final Path reports;
  private final List<String> more;
  private final SiteAgain again;
  private final Map<String, FleetSite> sites;

  /**
   * @param reports the folder in which each site's report has one of its own
   * @param settings what is typed for every command, and how a site is imported again
   */
  SiteOrders(FleetDefinition fleet, FleetPlace place, Path reports, FleetSettings settings) {
    this.fleet = fleet;
    this.place = place;
    this.reports = reports;
    this.more = settings.more();
    this.again = settings.again();
    this.sites =
        fleet.sites().stream().collect(Collectors.toMap(FleetSite::name, Function.identity()));
  }

  /**
   * The import of a site's rows.
   *
   * @param besides what else is typed
   */
  SiteOrder order(SiteRows own, List<String> besides, OtherSites others) {
    FleetSite site = of(own.site());
    Map<String, String> options = fleet.options(site);
    if (own.isPart()) {
      options.keySet().removeAll(OF_WHOLE_LIST);
      options.computeIfAbsent(PHOTOS, any -> photos());
    }
    List<String> words = new ArrayList<>(List.of(fleet.job().split("-")));
    words.add(own.roster().toString());
    words.addAll(typed(options));
    words.addAll(besides);
    words.addAll(ours(site, any -> true));
    return new SiteOrder(site.name(), words, others, part(own));
  }

  private @Nullable ListPart part(SiteRows own) {
    RowLines lines = own.lines();
    return lines == null ? null : again.part(lines, own.site());
  }

  /** The command that carries out the plan of a site's rows. */
  SiteOrder order(SiteRows own, SiteErrand errand, OtherSites others) {
    SiteOrder plain = order(own.site(), errand, others);
    return new SiteOrder(own.site(), plain.command(), others, part(own));
  }

  /** Another command of a site. */
  SiteOrder order(String name, SiteErrand errand, OtherSites others) {
    FleetSite site = of(name);
    Map<String, String> options = fleet.options(site);
    options
        .keySet()
        .removeIf(
            key ->
                !errand.options().contains(key)
                    || !errand.shared().contains(key) && !site.options().containsKey(key));
    List<String> words = new ArrayList<>(errand.words().getOrDefault(name, List.of()));
    words.addAll(typed(options));
    words.addAll(ours(site, errand.options()::contains));
    return new SiteOrder(name, words, others);
  }

  private static List<String> typed(Map<String, String> options) {
    return options.entrySet().stream()
        .map(one -> "--" + one.getKey() + "=" + one.getValue())
        .toList();
  }

  /** What is the fleet's to say. */
  private List<String> ours(FleetSite site, Predicate<String> has) {
    List<String> words = new ArrayList<>();
    words.add("--data=" + place.site(site.name()));
    words.add("--report=" + reports.resolve(site.name()));
    words.addAll(List.of("--json", "--no-progress", "--sandbox=false"));
    words.addAll(more);
    words.removeIf(word -> !has.test(word.replaceFirst("^--", "").replaceFirst("=.*", "")));
    return words;
  }

  /** Beside the list of all, as for a single one. */
  private String photos() {
    return PhotoPlaces.beside(Path.of(String.valueOf(fleet.roster()))).toString();
  }

  /** The order that makes the report of a run anew that an order of a site has led to. */
  SiteOrder report(SiteOrder order, String run) {
    List<String> words = new ArrayList<>();
    words.add("--report=" + reports.resolve(order.site()));
    words.add("--data=" + place.site(order.site()));
    more.stream().filter(word -> !word.startsWith(RETENTION)).forEach(words::add);
    return order.shown(run, words);
  }

  private FleetSite of(String site) {
    FleetSite found = sites.get(site);
    if (found == null) {
      throw new IllegalArgumentException(site);
    }
    return found;
  }
}
