package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.Main;
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
 * Many practice servers in one process, and a fleet of them: nobody lost, twice or told wrongly,
 * however often its process is killed; and how much faster sites are side by side, where the
 * servers' latency is the limit.
 *
 * <pre>
 * mvn -q test -Dtest=FleetBenchmark
 * mvn -q test -Dtest=FleetBenchmark -Dbench.sites=200 -Dbench.rows=500 -Dbench.kills=5
 * </pre>
 */
@Benchmark
class FleetBenchmark {
  private static final int SITES = Integer.getInteger("bench.sites", 50);
  private static final int ROWS = Integer.getInteger("bench.rows", 100);
  private static final int KILLS = Integer.getInteger("bench.kills", 2);
  private static final int PARALLEL = Integer.getInteger("bench.parallel", 8);
  private static final Duration LATENCY =
      Duration.ofMillis(Integer.getInteger("bench.latency", 50));

  @TempDir Path folder;

  private static List<String> sites() {
    return IntStream.rangeClosed(1, SITES).mapToObj("S%04d"::formatted).toList();
  }

  private FleetWorld world(int rows, double lost) {
    FleetWorld world = new FleetWorld(folder);
    for (String site : sites()) {
      world.site(site, settings -> settings.withLatency(CallLatency.fixed(LATENCY)), "");
      world.people(site, rows);
      if (lost > 0) {
        world.server(site).script(FaultRule.on("createUser").after().reset().rate(lost).build());
      }
    }
    return world;
  }

  private static long created(FleetWorld world, String site) {
    return world.server(site).commits().stream()
        .filter(change -> change.operation().equals("createUser"))
        .count();
  }

  private static long created(FleetWorld world) {
    return sites().stream().mapToLong(site -> created(world, site)).sum();
  }

  private OtherProcess started(FleetWorld world) {
    return OtherProcess.start(
        folder,
        world.environment(),
        Main.class,
        "fleet",
        "import",
        folder.resolve("fleet.yml").toString(),
        "--report",
        world.report().toString());
  }

  @Test
  void lost_answers_and_kills_lose_nobody_and_make_nobody_twice() {
    Random chance = new Random(20);
    try (FleetWorld world = world(ROWS, 0.01)) {
      world.files("parallel: " + PARALLEL, "concurrency: 4");
      long all = (long) SITES * ROWS;
      for (int kill = 1; kill <= KILLS; kill++) {
        long until = all * kill / (KILLS + 1);
        try (OtherProcess other = started(world)) {
          assertThat(Until.within(Duration.ofHours(1), () -> created(world) >= until)).isTrue();
          Until.later(Duration.ofMillis(chance.nextInt(1000)));
          System.out.println("killed after " + created(world) + " of " + all);
          other.kill();
        }
      }
      try (OtherProcess other = started(world)) {
        assertThat(other.exitCode()).as(other.errors()).isZero();
      }
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
          "%d sites x %d rows, %d kills, 1 %% lost answers: wrong sites %s, results %d, not CREATED"
              + " %d%n",
          SITES,
          ROWS,
          KILLS,
          wrong,
          results.size(),
          results.stream().filter(row -> !row.get("outcome").equals("CREATED")).count());
      assertThat(wrong).isEmpty();
      assertThat(results).hasSize((int) all).allMatch(row -> row.get("outcome").equals("CREATED"));
    }
  }

  @Test
  void sites_side_by_side_are_as_many_times_faster() {
    double alone = 0;
    for (int parallel : new int[] {1, 2, 4, 8}) {
      try (FleetWorld world = new FleetWorld(folder.resolve("p" + parallel))) {
        world.folders();
        for (String site : sites().subList(0, 8)) {
          world.site(site, settings -> settings.withLatency(CallLatency.fixed(LATENCY)), "");
          world.people(site, ROWS);
        }
        world.files(
            "parallel: " + parallel,
            "concurrency: 2",
            "waves: 100%",
            "first: " + String.join(",", sites().subList(0, 8)));
        long begun = System.nanoTime();
        try (OtherProcess other =
            OtherProcess.start(
                world.folder(),
                world.environment(),
                Main.class,
                "fleet",
                "import",
                world.folder().resolve("fleet.yml").toString(),
                "--report",
                world.report().toString())) {
          assertThat(other.exitCode()).as(other.errors()).isZero();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        alone = alone == 0 ? seconds : alone;
        System.out.printf(
            "%d of 8 sites x %d rows at a time, 2 requests each, %d ms: %.1f s, %.1f rows/s, %.2f"
                + " times one%n",
            parallel, ROWS, LATENCY.toMillis(), seconds, 8 * ROWS / seconds, alone / seconds);
      }
    }
  }
}
