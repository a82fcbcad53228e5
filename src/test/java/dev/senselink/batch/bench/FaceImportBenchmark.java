package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What the look at faces costs an import of photos of 12 megapixels: the same people with {@code
 * --face-check} off, warn and strict, each with a practice server, data folder and cache of its
 * own, in turns.
 *
 * <pre>
 * mvn -q test -Dtest=FaceImportBenchmark
 * mvn -q test -Dtest=FaceImportBenchmark -Dbench.rows=400 -Dbench.rounds=5 -Dbench.latency=100
 * mvn -q test -Dtest=FaceImportBenchmark -Dbench.side=640 -Dbench.rows=1200 -Dbench.latency=100 -Dbench.inflight=16
 * mvn -q test -Dtest=FaceImportBenchmark -Dbench.side=640 -Dbench.none=5
 * </pre>
 *
 * {@code bench.none}: each so manieth photo shows nobody.
 */
@Benchmark
class FaceImportBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 200);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int SIDE = Integer.getInteger("bench.side", 4_000);
  private static final int NONE_EVERY = Integer.getInteger("bench.none", 0);
  private static final int SLOTS = Integer.getInteger("bench.inflight", 8);
  private static final String LATENCY_MILLIS = System.getProperty("bench.latency", "300");
  private static final List<String> MODES = List.of("off", "warn", "strict");

  /** Of the rows a second without it. */
  private static final double LEAST_SHARE = 0.97;

  @TempDir Path folder;

  private record Figure(double rowsPerSecond, double processorMillis, long calls) {}

  @Test
  void an_import_is_as_fast_with_the_look_at_faces_as_without() throws IOException {
    Path roster = roster();
    Map<String, List<Figure>> figures = new LinkedHashMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (int i = 0; i < MODES.size(); i++) {
        String mode = MODES.get((i + round) % MODES.size());
        Figure figure = imported(folder.resolve(mode + "-" + round), roster, mode);
        figures.computeIfAbsent(mode, any -> new ArrayList<>()).add(figure);
        Figures.say(
            "round %d, %s: %.2f rows/s, %.0f ms of processor a row, %d calls, load %.1f",
            round,
            mode,
            figure.rowsPerSecond(),
            figure.processorMillis(),
            figure.calls(),
            Figures.load());
      }
    }
    double off = rowsPerSecond(figures.get("off"));
    for (String mode : MODES) {
      Figures.say(
          "%d rows of %d px, %d in flight, %s ms a call, %s: median %.2f rows/s, share %.3f",
          ROWS,
          SIDE,
          SLOTS,
          LATENCY_MILLIS,
          mode,
          rowsPerSecond(figures.get(mode)),
          rowsPerSecond(figures.get(mode)) / off);
    }
    assertThat(rowsPerSecond(figures.get("warn")) / off).isGreaterThanOrEqualTo(LEAST_SHARE);
  }

  private static double rowsPerSecond(List<Figure> figures) {
    return Figures.median(figures.stream().map(Figure::rowsPerSecond).toList());
  }

  private Figure imported(Path site, Path roster, String mode) throws IOException {
    Files.createDirectory(site);
    Path report = site.resolve("report");
    try (SandboxProcess sandbox = SandboxProcess.start(site, "--latency-median", LATENCY_MILLIS)) {
      List<String> command = new ArrayList<>(List.of("import", "users", roster.toString()));
      command.addAll(List.of("--concurrency", String.valueOf(SLOTS), "--lookup", "list"));
      command.addAll(List.of("--face-check", mode, "--report", report.toString()));
      command.addAll(List.of("--data", site.resolve("data").toString(), "--no-progress"));
      command.addAll(sandbox.connection());
      Program.Measured measured = new Program(site).measure(command.toArray(String[]::new));
      Program.Ended ended = measured.ended();
      assertThat(ended.exit()).as(ended.err()).isEqualTo(NONE_EVERY == 0 ? 0 : 3);
      JsonNode summary = Figures.summary(report);
      int none = NONE_EVERY == 0 ? 0 : ROWS / NONE_EVERY;
      assertThat(summary.path("created").asInt()).isEqualTo(ROWS - none);
      return new Figure(
          summary.path("rowsPerSecond").asDouble(),
          measured.processor().toMillis() / (double) ROWS,
          sandbox.work().calls());
    }
  }

  private Path roster() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    IntStream.rangeClosed(1, ROWS)
        .parallel()
        .forEach(
            n -> {
              boolean nobody = NONE_EVERY > 0 && n % NONE_EVERY == 0;
              byte[] photo = nobody ? Portraits.noFace(SIDE) : Portraits.person(n, SIDE);
              try {
                Files.write(photos.resolve(n + ".jpg"), photo);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    List<String> lines = new ArrayList<>(List.of("name,jobNumber"));
    IntStream.rangeClosed(1, ROWS).forEach(n -> lines.add("Person " + n + "," + n));
    return Files.write(folder.resolve("staff.csv"), lines);
  }
}
