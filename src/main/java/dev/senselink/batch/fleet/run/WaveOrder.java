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

  /** The sites at which there is something to do, in the inventory's order. */
  List<String> all() {
    return fleet.sites().stream().filter(task::hasWork).map(FleetSite::name).toList();
  }

  /** Those of them that must do well before all others, if some are named. */
  List<String> first() {
    List<String> all = all();
    return fleet.rules().first().stream().distinct().filter(all::contains).toList();
  }

  /**
   * Those of which one must do well first, in the order in which they are asked: the smallest with
   * enough rows; then, or where nobody knows how many, the largest of the others.
   */
  List<String> canaries() {
    List<String> bySize =
        all().stream().sorted(Comparator.comparingInt(site -> task.rows(site))).toList();
    List<String> chosen =
        new ArrayList<>(bySize.stream().filter(site -> task.rows(site) >= ENOUGH_ROWS).toList());
    all().stream()
        .filter(site -> task.rows(site) < ENOUGH_ROWS)
        .sorted(Comparator.comparingInt(site -> -task.rows(site)))
        .forEach(chosen::add);
    return chosen.subList(0, Math.min(MOST_CANARIES, chosen.size()));
  }

  /** All of them in one wave. */
  List<List<String>> atOnce() {
    return List.of(all());
  }

  /** The waves after the first ones. */
  List<List<String>> waves() {
    List<String> all = all();
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
