package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * </pre>
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

  @TempDir Path folder;

  @Test
  void an_import_keeps_the_server_at_work_for_nearly_all_the_time() {
    Path roster = Rosters.different(folder.resolve("staff.csv"), ROWS);
    Path photos = Rosters.portraits(folder.resolve("portraits"), ROWS, PHOTO_SIDE);
    List<Double> shares = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      shares.add(round(round, roster, photos));
    }
    double median = Figures.median(shares);
    Figures.say(
        "share of the server's limit: median %.1f %%, from %.1f to %.1f %% (%d rounds)",
        100 * median,
        100 * shares.stream().min(Double::compare).orElseThrow(),
        100 * shares.stream().max(Double::compare).orElseThrow(),
        ROUNDS);
    assertThat(median).isGreaterThanOrEqualTo(LEAST_SHARE);
  }

  private double round(int round, Path roster, Path photos) {
    Path report = folder.resolve("report-" + round);
    double load = Figures.load();
    try (SandboxProcess sandbox =
        SandboxProcess.start(folder, "--latency-median", LATENCY, "--latency-sigma", "0.5")) {
      List<String> command = new ArrayList<>(List.of("import", "users", roster.toString()));
      command.addAll(List.of("--photos", photos.toString(), "--report", report.toString()));
      command.addAll(List.of("--data", folder.resolve("data-" + round).toString()));
      command.addAll(List.of("--concurrency", String.valueOf(IN_FLIGHT)));
      command.addAll(List.of("--face-check", FACE_CHECK));
      command.addAll(sandbox.connection());
      Program.Ended ended = new Program(folder).run(command.toArray(String[]::new));
      assertThat(ended.exit()).as(ended.err()).isZero();
      SandboxProcess.Work work = sandbox.work();
      JsonNode summary = Figures.summary(report);
      assertThat(summary.path("created").asInt()).isEqualTo(ROWS);
      assertThat(work.maxInFlight()).isEqualTo(IN_FLIGHT);
      double seconds = summary.path("durationSeconds").asDouble();
      double share = work.seconds() / IN_FLIGHT / seconds;
      Figures.say(
          "round %d: %d rows in %.1f s (%.1f rows/s), %d calls, server at work %.1f s = limit"
              + " %.1f s: %.1f %%; load before %.1f and after %.1f on %d processors",
          round,
          ROWS,
          seconds,
          summary.path("rowsPerSecond").asDouble(),
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
