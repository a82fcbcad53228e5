package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * How near an import comes to the server's own limit: the sum of the times the server was at work,
 * divided by the requests in flight. Each round has a new sandbox, a new client and a new data
 * folder.
 *
 * <pre>
 * mvn -q test -Dtest=ThroughputBenchmark
 * mvn -q test -Dtest=ThroughputBenchmark -Dbench.rounds=5 -Dbench.rows=4000
 * mvn -q test -Dtest=ThroughputBenchmark -Dbench.latency=400 -Dbench.face=off
 * mvn -q test -Dtest=ThroughputBenchmark -Dbench.side=640 -Dbench.jars=before.jar,today.jar
 * </pre>
 *
 * {@code bench.jars}: other builds of the program, measured in turns with their own defaults; the
 * last one is judged.
 */
@Benchmark
class ThroughputBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 4_000);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int IN_FLIGHT = Integer.getInteger("bench.inflight", 16);
  private static final int PHOTO_SIDE = Integer.getInteger("bench.side", 300);
  private static final String FACE_CHECK = System.getProperty("bench.face", "warn");
  private static final String LATENCY = System.getProperty("bench.latency", "100");
  private static final double LEAST_SHARE = 0.95;

  /** Of the builds to measure; an empty one is the class path's. */
  private static final List<String> JARS =
      List.of(System.getProperty("bench.jars", "").split(",", -1));

  @TempDir Path folder;

  @Test
  void an_import_keeps_the_server_at_work_for_nearly_all_the_time() {
    Path roster = Rosters.different(folder.resolve("staff.csv"), ROWS);
    Path photos = Rosters.portraits(folder.resolve("portraits"), ROWS, PHOTO_SIDE);
    Map<String, List<Double>> shares = new LinkedHashMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (String jar : JARS) {
        double share = imported(round, jar, roster, photos);
        shares.computeIfAbsent(jar, any -> new ArrayList<>()).add(share);
      }
    }
    double median = 0;
    for (String jar : JARS) {
      List<Double> all = shares.get(jar);
      median = Figures.median(all);
      Figures.say(
          "%s: share of the server's limit: median %.1f %%, from %.1f to %.1f %% (%d rounds)",
          name(jar),
          100 * median,
          100 * all.stream().min(Double::compare).orElseThrow(),
          100 * all.stream().max(Double::compare).orElseThrow(),
          ROUNDS);
    }
    assertThat(median).isGreaterThanOrEqualTo(LEAST_SHARE);
  }

  private static String name(String jar) {
    return jar.isEmpty() ? "this build" : jar;
  }

  private double imported(int round, String jar, Path roster, Path photos) {
    String site = "-" + round + "-" + JARS.indexOf(jar);
    Path report = folder.resolve("report" + site);
    double load = Figures.load();
    try (SandboxProcess sandbox =
        SandboxProcess.start(folder, "--latency-median", LATENCY, "--latency-sigma", "0.5")) {
      List<String> command = new ArrayList<>(List.of("import", "users", roster.toString()));
      command.addAll(List.of("--photos", photos.toString(), "--report", report.toString()));
      command.addAll(List.of("--data", folder.resolve("data" + site).toString()));
      command.addAll(List.of("--concurrency", String.valueOf(IN_FLIGHT)));
      if (jar.isEmpty()) {
        command.addAll(List.of("--face-check", FACE_CHECK));
      }
      command.addAll(sandbox.connection());
      Program program = jar.isEmpty() ? new Program(folder) : new Program(folder, Path.of(jar));
      Program.Measured measured = program.measure(command.toArray(String[]::new));
      // 3: the look at the drawn faces has a doubt; all rows are created all the same
      assertThat(measured.ended().exit()).as(measured.ended().err()).isIn(0, 3);
      SandboxProcess.Work work = sandbox.work();
      JsonNode summary = Figures.summary(report);
      assertThat(summary.path("created").asInt()).isEqualTo(ROWS);
      assertThat(work.maxInFlight()).isEqualTo(IN_FLIGHT);
      double seconds = summary.path("durationSeconds").asDouble();
      double share = work.seconds() / IN_FLIGHT / seconds;
      Figures.say(
          "round %d, %s: %d rows in %.1f s (%.1f rows/s, %.1f ms of processor a row), %d calls,"
              + " server at work %.1f s = limit %.1f s: %.1f %%; load before %.1f and after %.1f"
              + " on %d processors",
          round,
          name(jar),
          ROWS,
          seconds,
          summary.path("rowsPerSecond").asDouble(),
          measured.processor().toMillis() / (double) ROWS,
          work.calls(),
          work.seconds(),
          work.seconds() / IN_FLIGHT,
          100 * share,
          load,
          Figures.load(),
          Figures.processors());
      return share;
    }
  }
}
