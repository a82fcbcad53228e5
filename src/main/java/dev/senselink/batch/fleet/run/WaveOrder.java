package dev.senselink.batch.fleet.run;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** In which order the sites of a fleet have their turn. */
final class WaveOrder {
  /** Fewer rows say little about those of the other sites. */
  private static final int ENOUGH_ROWS = 20;

  /** A canary that cannot be reached is followed by the next, so often. */
  private static final int MOST_CANARIES = 3;

  private final FleetDefinition fleet;
  private final SiteTask task;

  WaveOrder(FleetDefinition fleet, SiteTask task) {
    this.fleet = fleet;
    this.task = task;
  }

  /** The sites with rows that must do well before all others, if some are named. */
  List<String> first() {
    List<String> chosen = fleet.sites().stream().map(FleetSite::name).toList();
    return fleet.rules().first().stream()
        .distinct()
        .filter(site -> chosen.contains(site) && task.rows(site) > 0)
        .toList();
  }

  /**
   * Those of which one must do well first, in the order in which they are asked: the smallest with
   * enough rows; where none has enough, the largest.
   */
  List<String> canaries() {
    List<String> bySize =
        fleet.sites().stream()
            .map(FleetSite::name)
            .filter(site -> task.rows(site) > 0)
            .sorted(Comparator.comparingInt(site -> task.rows(site)))
            .toList();
    List<String> enough = bySize.stream().filter(site -> task.rows(site) >= ENOUGH_ROWS).toList();
    if (!enough.isEmpty()) {
      return enough.subList(0, Math.min(MOST_CANARIES, enough.size()));
    }
    return bySize.subList(Math.max(0, bySize.size() - 1), bySize.size());
  }

  /** All sites in one. */
  List<List<String>> atOnce() {
    return List.of(fleet.sites().stream().map(FleetSite::name).toList());
  }

  /** The waves after those, of all sites in the inventory's order. */
  List<List<String>> waves() {
    List<String> all = fleet.sites().stream().map(FleetSite::name).toList();
    Set<String> taken = new LinkedHashSet<>();
    List<List<String>> waves = new ArrayList<>();
    for (double share : fleet.rules().waves()) {
      int until = (int) Math.ceil(all.size() * share / 100);
      List<String> wave =
          all.subList(0, Math.min(all.size(), Math.max(1, until))).stream()
              .filter(taken::add)
              .toList();
      if (!wave.isEmpty()) {
        waves.add(wave);
      }
    }
    return waves;
  }
}
