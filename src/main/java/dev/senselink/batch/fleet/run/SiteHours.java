package dev.senselink.batch.fleet.run;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.util.Map;

/** When sites may be worked: in their windows, and while the fleet is not paused. */
final class SiteHours {
  private final Machine machine;
  private final Map<String, FleetSite> sites;
  private final Duration never;
  private volatile boolean paused;

  /**
   * @param never how long it is until something that is not to be expected
   */
  SiteHours(Machine machine, Map<String, FleetSite> sites, Duration never) {
    this.machine = machine;
    this.sites = sites;
    this.never = never;
  }

  /** A pause closes all windows until it is over. */
  void pause(boolean wanted) {
    paused = wanted;
  }

  /** How long until a site may be worked. */
  Duration untilOpen(String site) {
    FleetSite about = sites.get(site);
    if (paused) {
      return never;
    }
    return about == null
        ? Duration.ZERO
        : about.window().untilOpen(machine.wall().instant(), about.zone());
  }

  /** How long until it may not be worked any more. */
  Duration untilClose(String site) {
    FleetSite about = sites.get(site);
    if (paused) {
      return Duration.ZERO;
    }
    return about == null
        ? never
        : about.window().untilClose(machine.wall().instant(), about.zone());
  }

  /** Why it may not be worked. */
  String reason() {
    return words(paused ? "stop.paused" : "stop.window");
  }
}
