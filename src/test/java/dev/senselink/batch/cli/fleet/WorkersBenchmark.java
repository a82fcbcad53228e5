package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Relay;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.CommittedChange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many sites, some workers, and whatever happens to a fleet at night, in turn and at moments that
 * chance has: a worker killed, the manager and its broker killed, the broker away, the database
 * away, one worker cut off from the database alone, one worker frozen. Nobody lost, twice or told
 * wrongly, by the servers' own lists, and nothing sent by whoever had no right to any more, by the
 * database's clock.
 *
 * <pre>
 * mvn -q test -Dtest=WorkersBenchmark
 * mvn -q test -Dtest=WorkersBenchmark -Dfleet.sites=200 -Dfleet.rows=500 -Dfleet.workers=4 -Dfleet.mishaps=12
 * </pre>
 */
@Benchmark
class WorkersBenchmark {
  private static final int SITES = Integer.getInteger("fleet.sites", 30);
  private static final int ROWS = Integer.getInteger("fleet.rows", 50);
  private static final int WORKERS = Integer.getInteger("fleet.workers", 2);
  private static final int MISHAPS = Integer.getInteger("fleet.mishaps", 6);
  private static final int SEED = Integer.getInteger("fleet.seed", 20);
  private static final Duration LATENCY = Duration.ofMillis(20);

  private static final Duration BROKER_AWAY = Duration.ofSeconds(20);
  private static final Duration DATABASE_AWAY = Duration.ofSeconds(10);
  private static final Duration OUT_OF_REACH = Duration.ofSeconds(40);

  /** So long after its last word a process may still send. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  /** What has left within the lease may arrive later, and what is held is looked at rarely. */
  private static final Duration BLUR = Duration.ofSeconds(1);

  @TempDir Path folder;

  private FleetWorld world;
  private BrokerWorld broker;
  private OtherProcess manager;
  private final List<OtherProcess> workers = new ArrayList<>();
  private final List<CutOff> cutOffs = new ArrayList<>();

  private enum Mishap {
    WORKER_KILLED,
    MANAGER_KILLED,
    BROKER_AWAY,
    DATABASE_AWAY,
    WORKER_CUT_OFF,
    WORKER_FROZEN
  }

  /** Which servers were those of a process when it could not be heard any more. */
  private record CutOff(Instant at, Set<String> servers) {}

  private static List<String> sites() {
    return IntStream.rangeClosed(1, SITES).mapToObj("S%04d"::formatted).toList();
  }

  private List<CommittedChange> created(String site) {
    return world.server(site).commits().stream()
        .filter(change -> change.operation().equals("createUser"))
        .toList();
  }

  private long created() {
    return sites().stream().mapToLong(site -> created(site).size()).sum();
  }

  @Test
  void whatever_happens_loses_nobody_makes_nobody_twice_and_sends_nothing_without_the_right() {
    Random chance = new Random(SEED);
    world = new FleetWorld(folder);
    broker = new BrokerWorld(world);
    try (BrokerWorld closing = broker;
        HeldTimes times = new HeldTimes(broker.database())) {
      for (String site : sites()) {
        world.site(site, settings -> settings.withLatency(CallLatency.fixed(LATENCY)), "");
        world.people(site, ROWS);
        world.server(site).script(FaultRule.on("createUser").after().reset().rate(0.01).build());
      }
      world.files("parallel: " + 4 * WORKERS, "concurrency: 4", "waves: 10%,100%");
      long all = (long) SITES * ROWS;
      long begun = System.nanoTime();
      manager = broker.manager();
      for (int n = 0; n < WORKERS; n++) {
        workers.add(worker(n));
      }
      for (int n = 0; n < MISHAPS; n++) {
        long until = all * (n + 1) / (MISHAPS + 1);
        assertThat(
                Until.within(Duration.ofHours(1), () -> created() >= until || !manager.isAlive()))
            .isTrue();
        assertThat(manager.isAlive()).as(manager.errors()).isTrue();
        Until.later(Duration.ofMillis(chance.nextInt(1000)));
        Mishap mishap = Mishap.values()[n % Mishap.values().length];
        int victim = chance.nextInt(WORKERS);
        System.out.printf(
            "%.0f s, %d of %d: %s, %d%n",
            (System.nanoTime() - begun) / 1e9, created(), all, mishap, victim);
        happens(mishap, victim, times);
      }
      assertThat(Until.within(Duration.ofHours(1), () -> !manager.isAlive())).isTrue();
      assertThat(manager.exitCode()).as(manager.errors()).isZero();
      System.out.printf(
          "%d sites x %d rows, %d workers, %d mishaps, 1 %% lost answers, %.0f s%n",
          SITES, ROWS, WORKERS, MISHAPS, (System.nanoTime() - begun) / 1e9);
      SoftAssertions soft = new SoftAssertions();
      allAreThereOnce(soft);
      nothingWithoutTheRight(soft, times);
      nothingAfterTheLease(soft, times);
      soft.assertAll();
    }
  }

  private OtherProcess worker(int n) {
    return broker.worker("w" + n, "--parallel", "2");
  }

  private void happens(Mishap mishap, int victim, HeldTimes times) {
    OtherProcess worker = workers.get(victim);
    switch (mishap) {
      case WORKER_KILLED -> {
        worker.kill();
        workers.set(victim, worker(victim));
      }
      case MANAGER_KILLED -> {
        manager.kill();
        manager = broker.manager();
      }
      case BROKER_AWAY -> away(broker.brokerWires(), BROKER_AWAY);
      case DATABASE_AWAY -> {
        away(broker.databaseWires(), DATABASE_AWAY);
        again();
      }
      case WORKER_CUT_OFF -> {
        Relay wire = broker.toDatabase("w" + victim);
        outOfReach(worker, times, wire::silence, wire::mend);
        again();
      }
      case WORKER_FROZEN -> {
        outOfReach(worker, times, worker::freeze, worker::thaw);
        again();
      }
    }
  }

  private static void away(Collection<Relay> wires, Duration time) {
    wires.forEach(Relay::cut);
    Until.later(time);
    wires.forEach(Relay::mend);
  }

  private void outOfReach(OtherProcess worker, HeldTimes times, Runnable begin, Runnable end) {
    cutOffs.add(new CutOff(Instant.now(), times.by(worker.pid())));
    begin.run();
    Until.later(OUT_OF_REACH);
    end.run();
  }

  /** What ended because it had lost its database is started again, as whoever keeps it would. */
  private void again() {
    Until.later(Duration.ofSeconds(5));
    for (int n = 0; n < WORKERS; n++) {
      if (!workers.get(n).isAlive()) {
        System.out.printf("worker %d had ended: %s%n", n, workers.get(n).exitCode());
        workers.set(n, worker(n));
      }
    }
    if (!manager.isAlive()) {
      System.out.printf("the manager had ended: %s%n", manager.exitCode());
      manager = broker.manager();
    }
  }

  private void allAreThereOnce(SoftAssertions soft) {
    List<String> wrong = new ArrayList<>();
    for (String site : sites()) {
      List<String> due =
          IntStream.rangeClosed(1, ROWS).mapToObj(n -> site + "-" + n).sorted().toList();
      if (!world.there(site).equals(due) || created(site).size() != ROWS) {
        wrong.add(site + " " + world.there(site).size() + " " + created(site).size());
      }
    }
    List<Map<String, String>> results = world.results();
    Map<String, Long> others =
        results.stream()
            .filter(row -> !row.get("outcome").equals("CREATED"))
            .collect(
                Collectors.groupingBy(
                    row -> row.get("site") + " " + row.get("outcome"),
                    TreeMap::new,
                    Collectors.counting()));
    System.out.printf(
        "wrong sites %s, results %d, not CREATED %s%n", wrong, results.size(), others);
    soft.assertThat(wrong).isEmpty();
    soft.assertThat(results).hasSize(SITES * ROWS);
    soft.assertThat(others).isEmpty();
  }

  private String server(String site) {
    URI url = world.server(site).url();
    return url.getHost() + ":" + url.getPort();
  }

  /** Every change took place while somebody had the lock, or so shortly after that it was valid. */
  private void nothingWithoutTheRight(SoftAssertions soft, HeldTimes times) {
    int seen = 0;
    List<String> without = new ArrayList<>();
    for (String site : sites()) {
      List<HeldTimes.Held> held = times.of(server(site));
      for (CommittedChange change : world.server(site).commits()) {
        seen++;
        boolean right =
            held.stream()
                .anyMatch(
                    one ->
                        !change.time().isBefore(one.from().minus(BLUR))
                            && !change.time().isAfter(one.until().plus(LEASE).plus(BLUR)));
        if (!right) {
          without.add(site + " " + change.time() + " of " + held);
        }
      }
    }
    System.out.printf(
        "%d changes at the servers, %d of them without the lock%n", seen, without.size());
    soft.assertThat(without).isEmpty();
  }

  /** Who could not hear the database sent nothing after its lease, until another one had it. */
  private void nothingAfterTheLease(SoftAssertions soft, HeldTimes times) {
    int servers = 0;
    List<String> late = new ArrayList<>();
    for (CutOff cut : cutOffs) {
      Instant over = cut.at().plus(LEASE).plus(BLUR);
      for (String site : sites()) {
        if (cut.servers().contains(server(site))) {
          servers++;
          Instant next =
              times.of(server(site)).stream()
                  .map(HeldTimes.Held::from)
                  .filter(from -> from.isAfter(cut.at()))
                  .findFirst()
                  .orElse(Instant.MAX);
          world.server(site).commits().stream()
              .map(CommittedChange::time)
              .filter(time -> time.isAfter(over) && time.isBefore(next))
              .forEach(time -> late.add(site + " " + time + ", cut off at " + cut.at()));
        }
      }
    }
    System.out.printf(
        "%d servers were a worker's that was out of reach, %d changes after its lease%n",
        servers, late.size());
    soft.assertThat(late).isEmpty();
  }
}
