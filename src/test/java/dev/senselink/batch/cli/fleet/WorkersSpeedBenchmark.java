package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.world.CommittedChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much of one site's own throughput each of many keeps that workers work side by side, where
 * the servers' latency is the limit; and how long a night takes in which no site has anything new.
 *
 * <pre>
 * mvn -q test -Dtest=WorkersSpeedBenchmark
 * mvn -q test -Dtest=WorkersSpeedBenchmark#nothing_new_at_all_sites_takes_so_long -Dfleet.sites=3000
 * </pre>
 */
@Benchmark
class WorkersSpeedBenchmark {
  private static final int SITES = Integer.getInteger("fleet.sites", 8);
  private static final int ROWS = Integer.getInteger("fleet.rows", 200);
  private static final int PARALLEL = Integer.getInteger("fleet.parallel", 2);
  private static final Duration LATENCY =
      Duration.ofMillis(Integer.getInteger("fleet.latency", 300));
  private static final double LEAST = 0.8;

  @TempDir Path folder;

  private static List<String> sites(int count) {
    return IntStream.rangeClosed(1, count).mapToObj("S%04d"::formatted).toList();
  }

  private FleetWorld world(String name, int sites, int rows, Duration latency, String... more) {
    FleetWorld world = new FleetWorld(folder.resolve(name));
    world.folders();
    for (String site : sites(sites)) {
      world.site(site, settings -> settings.withLatency(CallLatency.fixed(latency)), "");
      world.people(site, rows);
    }
    List<String> lines = new ArrayList<>(List.of("concurrency: 2"));
    lines.add("waves: 100%");
    lines.add("first: " + String.join(",", sites(sites)));
    lines.addAll(List.of(more));
    world.files(lines.toArray(String[]::new));
    return world;
  }

  /** People a second, from the first one that a server has to the last. */
  private static double rate(FleetWorld world, int sites) {
    List<Instant> made =
        sites(sites).stream()
            .flatMap(site -> world.server(site).commits().stream())
            .filter(change -> change.operation().equals("createUser"))
            .map(CommittedChange::time)
            .sorted()
            .toList();
    Duration took = Duration.between(made.get(0), made.get(made.size() - 1));
    return made.size() / (took.toMillis() / 1e3);
  }

  private double measure(int workers, int parallel, int sites) {
    FleetWorld world =
        world("w" + workers + "-" + sites, sites, ROWS, LATENCY, "parallel: " + sites);
    try (BrokerWorld broker = new BrokerWorld(world)) {
      OtherProcess manager = broker.manager();
      for (int n = 0; n < workers; n++) {
        broker.worker("w" + n, "--parallel", String.valueOf(parallel));
      }
      assertThat(Until.within(Duration.ofHours(2), () -> !manager.isAlive())).isTrue();
      assertThat(manager.exitCode()).as(manager.errors()).isZero();
      assertThat(world.results()).hasSize(sites * ROWS);
      return rate(world, sites);
    }
  }

  @Test
  void many_sites_are_as_many_times_one() {
    double alone = measure(1, 1, 1);
    System.out.printf("one site: %.1f people a second%n", alone);
    List<Double> shares = new ArrayList<>();
    for (int workers : new int[] {1, 2, 4}) {
      double all = measure(workers, PARALLEL, SITES);
      double share = all / (alone * Math.min(SITES, workers * PARALLEL));
      shares.add(share);
      System.out.printf(
          "%d workers, %d sites at a time each: %.1f people a second, %.2f of as many times one%n",
          workers, PARALLEL, all, share);
    }
    assertThat(shares).allMatch(share -> share >= LEAST);
  }

  @Test
  void nothing_new_at_all_sites_takes_so_long() {
    FleetWorld world = new FleetWorld(folder);
    List<String> sites = sites(SITES);
    world.sitesOfOneServer(sites);
    sites.forEach(site -> world.row(site, "1"));
    world.server(sites.get(0)).addPerson(1, Map.of("name", "Person 1", "jobNumber", "1"), null);
    world.files("concurrency: 2", "waves: 100%", "first: " + sites.get(0), "parallel: 8");
    try (BrokerWorld broker = new BrokerWorld(world)) {
      for (int n = 0; n < 2; n++) {
        broker.worker("w" + n, "--parallel", "4");
      }
      for (String night : List.of("first", "second")) {
        long begun = System.nanoTime();
        OtherProcess manager = broker.manager();
        assertThat(Until.within(Duration.ofHours(2), () -> !manager.isAlive())).isTrue();
        assertThat(manager.exitCode()).as(manager.errors()).isZero();
        System.out.printf(
            "%s night, %d sites of one row, 2 workers: %.0f s%n",
            night, SITES, (System.nanoTime() - begun) / 1e9);
        assertThat(world.results())
            .hasSize(SITES)
            .allMatch(row -> row.get("outcome").equals("SKIPPED_EXISTING"));
      }
    }
  }
}
