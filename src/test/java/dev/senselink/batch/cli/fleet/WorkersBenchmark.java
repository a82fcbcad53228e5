package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many sites, some workers, and kills of each of them and of the manager with its broker: nobody
 * lost, twice or told wrongly, by the servers' own lists.
 *
 * <pre>
 * mvn -q test -Dtest=WorkersBenchmark
 * mvn -q test -Dtest=WorkersBenchmark -Dfleet.sites=200 -Dfleet.rows=500 -Dfleet.workers=4 -Dfleet.kills=8
 * </pre>
 */
@Benchmark
class WorkersBenchmark {
  private static final int SITES = Integer.getInteger("fleet.sites", 30);
  private static final int ROWS = Integer.getInteger("fleet.rows", 50);
  private static final int WORKERS = Integer.getInteger("fleet.workers", 2);
  private static final int KILLS = Integer.getInteger("fleet.kills", 4);
  private static final Duration LATENCY = Duration.ofMillis(20);

  @TempDir Path folder;

  private static List<String> sites() {
    return IntStream.rangeClosed(1, SITES).mapToObj("S%04d"::formatted).toList();
  }

  private static long created(FleetWorld world, String site) {
    return world.server(site).commits().stream()
        .filter(change -> change.operation().equals("createUser"))
        .count();
  }

  private static long created(FleetWorld world) {
    return sites().stream().mapToLong(site -> created(world, site)).sum();
  }

  @Test
  void kills_and_lost_answers_lose_nobody_and_make_nobody_twice() {
    Random chance = new Random(20);
    FleetWorld world = new FleetWorld(folder);
    try (BrokerWorld broker = new BrokerWorld(world)) {
      for (String site : sites()) {
        world.site(site, settings -> settings.withLatency(CallLatency.fixed(LATENCY)), "");
        world.people(site, ROWS);
        world.server(site).script(FaultRule.on("createUser").after().reset().rate(0.01).build());
      }
      world.files("parallel: " + 4 * WORKERS, "concurrency: 4", "waves: 10%,100%");
      long all = (long) SITES * ROWS;
      long begun = System.nanoTime();
      OtherProcess manager = broker.manager();
      List<OtherProcess> workers = new ArrayList<>();
      for (int n = 0; n < WORKERS; n++) {
        workers.add(broker.worker("w" + n, "--parallel", "2"));
      }
      for (int kill = 1; kill <= KILLS; kill++) {
        long until = all * kill / (KILLS + 1);
        OtherProcess then = manager;
        assertThat(Until.within(Duration.ofHours(1), () -> created(world) >= until))
            .as(then.errors())
            .isTrue();
        Until.later(Duration.ofMillis(chance.nextInt(1000)));
        int victim = chance.nextInt(WORKERS + 1);
        System.out.printf(
            "%s killed after %d of %d%n",
            victim == WORKERS ? "manager" : "worker " + victim, created(world), all);
        if (victim == WORKERS) {
          manager.kill();
          manager = broker.manager();
        } else {
          workers.get(victim).kill();
          workers.set(victim, broker.worker("w" + victim, "--parallel", "2"));
        }
      }
      assertThat(manager.exitCode()).as(manager.errors()).isZero();
      double seconds = (System.nanoTime() - begun) / 1e9;
      List<String> wrong = new ArrayList<>();
      for (String site : sites()) {
        List<String> due =
            IntStream.rangeClosed(1, ROWS).mapToObj(n -> site + "-" + n).sorted().toList();
        if (!world.there(site).equals(due) || created(world, site) != ROWS) {
          wrong.add(site + " " + world.there(site).size() + " " + created(world, site));
        }
      }
      List<Map<String, String>> results = world.results();
      System.out.printf(
          "%d sites x %d rows, %d workers, %d kills, 1 %% lost answers, %.0f s: wrong sites %s,"
              + " results %d, not CREATED %d%n",
          SITES,
          ROWS,
          WORKERS,
          KILLS,
          seconds,
          wrong,
          results.size(),
          results.stream().filter(row -> !row.get("outcome").equals("CREATED")).count());
      assertThat(wrong).isEmpty();
      assertThat(results).hasSize((int) all).allMatch(row -> row.get("outcome").equals("CREATED"));
    }
  }
}
