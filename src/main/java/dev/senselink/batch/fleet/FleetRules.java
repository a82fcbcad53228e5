package dev.senselink.batch.fleet;

import java.util.List;

/**
 * How a fleet is worked.
 *
 * @param parallel how many sites at a time
 * @param first the sites that are worked before all others; empty: one is chosen
 * @param waves how many hundredths of the sites have had their turn after each wave
 * @param mostFailed more sites than that that did not pass stop the fleet
 * @param siteTries how often an unreachable site is tried
 * @param totalConcurrency requests in flight at all sites together, 0 = as many as they make
 */
public record FleetRules(
    int parallel,
    List<String> first,
    List<Double> waves,
    SiteLimit mostFailed,
    int siteTries,
    int totalConcurrency) {
  /** What holds where nothing is said. */
  public static final FleetRules STANDARD =
      new FleetRules(4, List.of(), List.of(1.0, 10.0, 100.0), new SiteLimit(5, true, 3), 3, 0);

  public FleetRules {
    first = List.copyOf(first);
    waves = List.copyOf(waves);
  }

  /**
   * A number of sites, or a share of them.
   *
   * @param least never fewer than that
   */
  public record SiteLimit(double number, boolean percent, int least) {
    /** How many of so many sites that are. */
    public long of(long sites) {
      return Math.max(least, (long) Math.floor(percent ? sites * number / 100 : number));
    }
  }
}
