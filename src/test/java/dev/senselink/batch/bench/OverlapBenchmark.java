package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether preparing photos hides behind the calls: people with photos of 12 megapixels against the
 * same people with photos of 640 pixels, 8 requests in flight, 300 ms a call, the server in a
 * process of its own.
 *
 * <pre>
 * mvn -q test -Dtest=OverlapBenchmark
 * mvn -q test -Dtest=OverlapBenchmark -Dbench.rows=200
 * </pre>
 */
@Benchmark
class OverlapBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 1_000);
  private static final int SLOTS = 8;

  /** Faces, quality, create. */
  private static final int CALLS = 3;

  private static final double CALL_SECONDS = 0.3;

  /** Of the rows a second that small photos reach. */
  private static final double LEAST_SHARE = 0.9;

  @TempDir Path folder;

  private record Figure(double rowsPerSecond, double processorMillis) {}

  @Test
  void large_photos_cost_the_server_no_waiting() throws IOException {
    Figure small = imported("small", 640);
    Figure large = imported("large", 4_000);

    double most = SLOTS / (CALLS * CALL_SECONDS);
    double share = large.rowsPerSecond() / small.rowsPerSecond();
    Figures.say(
        "%d rows, %d in flight, %.0f ms a call (at most %.1f rows/s): 640 px %.2f rows/s and %.0f ms"
            + " of processor a row, 12 MP %.2f rows/s and %.0f ms; share %.2f, load %.1f",
        ROWS,
        SLOTS,
        CALL_SECONDS * 1_000,
        most,
        small.rowsPerSecond(),
        small.processorMillis(),
        large.rowsPerSecond(),
        large.processorMillis(),
        share,
        Figures.load());
    assertThat(share).isGreaterThanOrEqualTo(LEAST_SHARE);
  }

  private Figure imported(String name, int longSide) throws IOException {
    Path site = Files.createDirectory(folder.resolve(name));
    Path roster = site(site, longSide);
    Path report = site.resolve("report");
    try (SandboxProcess sandbox =
        SandboxProcess.start(
            site, "--latency-median", String.valueOf((int) (CALL_SECONDS * 1000)))) {
      List<String> command = new ArrayList<>(List.of("import", "users", roster.toString()));
      command.addAll(List.of("--concurrency", String.valueOf(SLOTS), "--lookup", "list"));
      command.addAll(List.of("--report", report.toString()));
      command.addAll(List.of("--data", site.resolve("data").toString(), "--no-progress"));
      command.addAll(sandbox.connection());
      Program.Measured measured = new Program(site).measure(command.toArray(String[]::new));
      Program.Ended ended = measured.ended();
      assertThat(ended.exit()).as(ended.err()).isZero();
      return new Figure(
          Figures.summary(report).path("rowsPerSecond").asDouble(),
          measured.processor().toMillis() / (double) ROWS);
    }
  }

  private static Path site(Path site, int longSide) throws IOException {
    Path photos = Files.createDirectory(site.resolve("photos"));
    IntStream.rangeClosed(1, ROWS)
        .parallel()
        .forEach(
            n -> {
              try {
                Files.write(photos.resolve(n + ".jpg"), Portraits.person(n, longSide));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    List<String> lines = new ArrayList<>(List.of("name,jobNumber"));
    IntStream.rangeClosed(1, ROWS).forEach(n -> lines.add("Person " + n + "," + n));
    return Files.write(site.resolve("staff.csv"), lines);
  }
}
