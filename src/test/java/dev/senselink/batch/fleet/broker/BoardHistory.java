package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.WorkWindow;
import dev.senselink.batch.ledger.sites.FleetBoard;
import dev.senselink.batch.ledger.sites.WorkBoard;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One history of a fleet whose sites are worked by others, made from a seed: managers one after
 * another, two or three workers, a queue that loses and doubles, and hours in which nobody does
 * anything. In the end all is well, and every site has its end.
 */
final class BoardHistory {
  private static final int STEPS = 90;
  private static final int MOST = 400;
  private static final int LONGEST_AWAY = 60;

  private final SplittableRandom dice;
  private final LedgerDatabase database;
  private final Path roster;
  private final Duration longest;
  private final BoardClock clock;
  private final BoardQueue queue;
  private final BoardChecks checks;
  private final FleetBoard fleet;
  private final Map<String, FleetSite> sites = new LinkedHashMap<>();
  private final List<BoardHand> hands = new ArrayList<>();
  private @Nullable BoardManager manager;
  private Instant away = Instant.MIN;
  private int runs = 1;

  BoardHistory(LedgerDatabase database, Path roster, long seed, List<String> told) {
    this.dice = new SplittableRandom(seed);
    this.database = database;
    this.roster = roster;
    this.longest =
        dice.nextBoolean()
            ? Duration.ofSeconds(15 + dice.nextInt(120))
            : Duration.ofMinutes(10 + dice.nextInt(600));
    this.clock = new BoardClock(database.jdbc(), dice.split());
    this.queue = new BoardQueue(clock, dice.split());
    for (List<String> site :
        List.of(
            List.of("A", ""),
            List.of("B", "19:58-19:59; 20:00-20:02; 20:03-20:05"),
            List.of("C", "19:57-19:58; 19:59-20:01; 20:02-20:04"))) {
      String name = site.get(0);
      sites.put(
          name,
          new FleetSite(
              name,
              1,
              name + ":1",
              Map.of(),
              Set.of(),
              WorkWindow.of(site.get(1)),
              ZoneOffset.UTC));
    }
    this.checks = new BoardChecks(clock, database.jdbc(), sites, told);
    this.fleet = new FleetBoard(database);
    for (int n = 2 + dice.nextInt(2); n > 0; n--) {
      hands.add(
          new BoardHand(
              "worker" + n + "-", new WorkBoard(database), queue, checks, clock, dice.split()));
    }
  }

  List<String> wrong() {
    return checks.wrong();
  }

  private String run() {
    return "F" + runs;
  }

  void play() {
    for (int n = 0; n < STEPS; n++) {
      clock.pass(time());
      managers();
      for (BoardHand hand : hands) {
        hand.step();
      }
      checks.look();
      if (manager != null && isDone()) {
        checks.say("the run is over");
        fleet.end(run());
        manager = null;
      }
    }
    settle();
    tidy();
  }

  private Duration time() {
    int what = dice.nextInt(100);
    if (what == 0) {
      return Duration.ofMinutes(dice.nextInt(20 * 60));
    }
    return Duration.ofMillis(1 + dice.nextInt(what < 10 ? 30_000 : 4_000));
  }

  private void managers() {
    BoardManager one = manager;
    if (clock.now().isBefore(away)) {
      return; // its machine stands still, or nobody starts another
    }
    if (dice.nextInt(25) == 0) {
      away = clock.now().plusSeconds(dice.nextInt(LONGEST_AWAY));
    } else if (one == null) {
      if (dice.nextBoolean()) {
        begin(dice.nextInt(4) == 0);
      }
    } else if (!one.step()) {
      manager = null;
    } else if (dice.nextInt(20) == 0) {
      checks.say("the manager leaves");
      fleet.leave(run());
      manager = null;
    }
  }

  private BoardManager begin(boolean anew) {
    if (anew || isDone()) {
      runs++;
    }
    BoardManager one =
        new BoardManager(
            sites,
            roster,
            longest,
            new BoardLines(database, "fleet", queue),
            checks,
            clock,
            dice.split());
    one.begin(run());
    manager = one;
    return one;
  }

  /** From now on nothing fails any more: all sites get their ends. */
  private void settle() {
    queue.heal();
    hands.forEach(BoardHand::heal);
    if (isDone()) {
      return;
    }
    BoardManager last = manager == null ? begin(false) : manager;
    last.heal();
    for (int n = 0; n < MOST && !isDone(); n++) {
      clock.pass(Duration.ofSeconds(1 + dice.nextInt(4)));
      if (n % 20 == 19) {
        clock.pass(untilOpen());
      }
      if (!last.step()) {
        throw new IllegalStateException("died of nothing");
      }
      hands.forEach(BoardHand::step);
      checks.look();
    }
    if (!isDone()) {
      checks.wrong("a site has no end though all is well");
    }
  }

  private boolean isDone() {
    return sites.keySet().stream().allMatch(checks::isNoted);
  }

  /** Nothing if anything can be done now. */
  private Duration untilOpen() {
    Instant now = clock.now();
    return sites.values().stream()
        .filter(site -> !checks.isNoted(site.name()))
        .map(site -> site.window().untilOpen(now, site.zone()))
        .min(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Once the run is over, and the time of those before it, nothing of them is anywhere. */
  private void tidy() {
    clock.pass(longest.plusSeconds(1));
    for (int n = 0; n < MOST && queue.count() > 0; n++) {
      clock.pass(Duration.ofSeconds(11));
      hands.forEach(BoardHand::step);
    }
    if (queue.count() > 0) {
      checks.wrong("a message of nothing is never forgotten");
    }
    fleet.end(run());
    clock.pass(Duration.ofDays(31));
    fleet.removeExpired();
    checks.nothingLeft();
  }
}
