package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.ledger.sites.SiteStanding;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The windows in which the sites that are given out may be worked, by this machine's clock. */
final class GivenWindows {
  private final Map<String, FleetSite> sites;
  private final Machine machine;

  /**
   * @param sites all of the fleet, by name
   */
  GivenWindows(Map<String, FleetSite> sites, Machine machine) {
    this.sites = sites;
    this.machine = machine;
  }

  /** How long a site may be worked; {@code null} if that has no end. */
  @Nullable Duration open(String site) {
    FleetSite about = sites.get(site);
    return about == null || !about.window().isLimited()
        ? null
        : about.window().untilClose(machine.wall().instant(), about.zone());
  }

  /**
   * From now on this message tells of a site.
   *
   * @param closed whether its window has closed already, by the database's clock
   */
  void begin(GivenSite errand, SiteNotice notice, boolean closed) {
    Duration open = closed ? Duration.ZERO : open(errand.site());
    errand.notice = notice;
    errand.closes = open == null ? null : machine.wall().instant().plus(open);
  }

  /**
   * Whether the window of a site is over, by the database's clock. It is given out anew once it is
   * open again: if this machine stood still meanwhile, nobody here has stopped it.
   */
  boolean isOver(GivenSite errand, SiteStanding standing) {
    if (!standing.closed()) {
      return false;
    }
    Instant closes = errand.closes;
    Duration open = open(errand.site());
    boolean passed = closes != null && !machine.wall().instant().isBefore(closes);
    if (passed && open != null && !open.isZero()) {
      errand.notice = null;
    }
    return true;
  }
}
