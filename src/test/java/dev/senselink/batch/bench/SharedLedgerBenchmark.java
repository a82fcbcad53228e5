package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.fixture.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What it costs that the ledger of an import lies in a shared PostgreSQL: the same import with the
 * ledger in its own folder and there, in turns, each with a practice server and a database of its
 * own. PostgreSQL, which says that a commit is on the disk only when it is, runs on this machine or
 * where {@code -Dpostgres.url=} says.
 *
 * <pre>
 * mvn -q test -Dtest=SharedLedgerBenchmark
 * mvn -q test -Dtest=SharedLedgerBenchmark -Dbench.rows=20000 -Dbench.rounds=5
 * </pre>
 */
@Benchmark
class SharedLedgerBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 4_000);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final String LATENCY_MILLIS = System.getProperty("bench.latency", "100");
  private static final int SIDE = 300;
  private static final double LEAST = 0.95;

  @TempDir Path folder;

  private enum Place {
    FOLDER,
    POSTGRESQL
  }

  @Test
  void an_import_into_a_shared_database_is_as_fast_as_one_into_its_own_folder() throws IOException {
    Path roster = Rosters.different(folder.resolve("staff.csv"), ROWS);
    Path photos = Rosters.portraits(folder.resolve("portraits"), ROWS, SIDE);
    Map<Place, List<Double>> figures = new EnumMap<>(Place.class);
    for (int round = 1; round <= ROUNDS; round++) {
      List<Place> turns =
          round % 2 == 0
              ? List.of(Place.FOLDER, Place.POSTGRESQL)
              : List.of(Place.POSTGRESQL, Place.FOLDER);
      for (Place place : turns) {
        Path site = Files.createDirectory(folder.resolve("site-" + round + "-" + place));
        figures
            .computeIfAbsent(place, any -> new ArrayList<>())
            .add(measure(site, place, roster, photos));
      }
    }
    figures.forEach(
        (place, all) ->
            Figures.say("%s: median %.1f rows a second of %s", place, Figures.median(all), all));
    double share =
        Figures.median(figures.getOrDefault(Place.POSTGRESQL, List.of()))
            / Figures.median(figures.getOrDefault(Place.FOLDER, List.of()));
    Figures.say(
        "%d rows, %s ms a call, load %.1f: in a shared database %.3f of the rows a second",
        ROWS, LATENCY_MILLIS, Figures.load(), share);
    assertThat(share).isGreaterThanOrEqualTo(LEAST);
  }

  /** Answers the rows a second. */
  private static double measure(Path site, Place place, Path roster, Path photos)
      throws IOException {
    Path report = site.resolve("report");
    try (SandboxProcess sandbox = SandboxProcess.start(site, "--latency-median", LATENCY_MILLIS)) {
      List<String> words = new ArrayList<>(List.of("import", "users", roster.toString()));
      words.addAll(List.of("--photos", photos.toString(), "--report", report.toString()));
      words.addAll(List.of("--data", site.resolve("data").toString(), "--no-progress"));
      words.addAll(List.of("--concurrency", "16", "--face-check", "off"));
      if (place == Place.POSTGRESQL) {
        words.addAll(Postgres.options(Postgres.database(), site));
      }
      words.addAll(sandbox.connection());
      Program.Ended ended = new Program(site, "-Xmx256m").run(words.toArray(String[]::new));
      assertThat(ended.exit()).as(ended.err()).isZero();
      JsonNode summary = Figures.summary(report);
      assertThat(summary.path("created").asInt()).isEqualTo(ROWS);
      return summary.path("rowsPerSecond").asDouble();
    }
  }
}
