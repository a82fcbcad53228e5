package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.ledger.store.LedgerPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A manager with the program's own desk: it gives out what its windows let, and notes the ends. */
final class BoardManager {
  private final Map<String, FleetSite> sites;
  private final Path roster;
  private final BoardLines lines;
  private final BoardChecks checks;
  private final BoardClock clock;
  private final SplittableRandom dice;
  private final ErrandDesk desk;
  private final Map<String, GivenSite> open = new LinkedHashMap<>();
  private boolean sound;

  BoardManager(
      Map<String, FleetSite> sites,
      Path roster,
      Duration longest,
      BoardLines lines,
      BoardChecks checks,
      BoardClock clock,
      SplittableRandom dice) {
    this.sites = sites;
    this.roster = roster;
    this.lines = lines;
    this.checks = checks;
    this.clock = clock;
    this.dice = dice;
    BrokerSettings settings = settings(roster, longest);
    this.desk = new ErrandDesk(lines, "fleet", sites, settings, clock, told -> {});
  }

  static BrokerSettings settings(Path roster, Duration longest) {
    LedgerPlace nowhere =
        new LedgerPlace("jdbc:postgresql://db/x", roster, null, roster, null, false, null);
    return new BrokerSettings(
        BrokerPlace.of("tcp://127.0.0.1:61616").orElseThrow(),
        nowhere,
        roster.resolveSibling("data"),
        List.of(),
        longest);
  }

  void begin(String run) {
    desk.begin(run, site -> Set.of());
    checks.begins(run);
  }

  void heal() {
    sound = true;
  }

  private boolean happens(double likely) {
    return !sound && dice.nextDouble() < likely;
  }

  private boolean isOpen(FleetSite site) {
    return site.window().isOpen(clock.now(), site.zone());
  }

  /** False if it is dead. */
  boolean step() {
    if (happens(0.02)) {
      checks.say("the manager loses the database");
      lines.anew();
    }
    for (FleetSite site : sites.values()) {
      if (!checks.isNoted(site.name())
          && isOpen(site)
          && !open.containsKey(site.name())
          && dice.nextInt(3) == 0) {
        List<String> command = List.of("import", "users", roster.toString());
        open.put(site.name(), new GivenSite(new SiteOrder(site.name(), command, OtherSites.NONE)));
      }
    }
    for (GivenSite errand : open.values()) {
      if (!isOpen(sites.get(errand.site()))) {
        errand.stop = "its window has closed";
      } else if (errand.stop == null && happens(0.01)) {
        errand.stop = "enough";
      }
    }
    return look();
  }

  private boolean look() {
    Map<GivenSite, SiteEnd> ended;
    try {
      ended = desk.look(List.copyOf(open.values()));
    } catch (BoardDeath e) {
      checks.say("the manager is killed while it looks");
      return false;
    }
    if (!ended.isEmpty() && happens(0.15)) {
      checks.say("the manager is killed before it notes " + ended.size());
      return false;
    }
    ended.forEach(
        (errand, end) -> {
          checks.noted(errand.site(), end);
          open.remove(errand.site());
        });
    return !happens(0.02);
  }
}
