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
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What it costs that a run can be undone: updates of fields and updates with photos, with what was
 * there before kept and with {@code --no-undo}, in turns, each with a practice server of its own;
 * throughput, and the disk that a person takes.
 *
 * <pre>
 * mvn -q test -Dtest=BeforeImagesBenchmark
 * mvn -q test -Dtest=BeforeImagesBenchmark -Dbench.rows=20000 -Dbench.rounds=5
 * </pre>
 */
@Benchmark
class BeforeImagesBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 2_000);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int SIDE = 600;
  private static final String LATENCY_MILLIS = System.getProperty("bench.latency", "20");

  private static final double LEAST_OF_FIELDS = 0.85;

  @TempDir Path folder;
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  @Test
  void an_update_that_can_be_undone_costs_little() throws IOException {
    Path first = Rosters.different(folder.resolve("first.csv"), ROWS);
    Path second = folder.resolve("second.csv");
    Files.writeString(second, Files.readString(first).replace("工程师", "经理"));
    Path faces = Rosters.portraits(folder.resolve("faces"), ROWS, SIDE);
    Path others = Files.createDirectory(folder.resolve("others"));
    for (int i = 0; i < ROWS; i++) {
      String name = String.format(Locale.ROOT, "E%07d.jpg", i);
      Files.write(others.resolve(name), Portraits.person(ROWS + i, SIDE));
    }
    for (int round = 1; round <= ROUNDS; round++) {
      for (boolean undo : new boolean[] {round % 2 == 0, round % 2 != 0}) {
        Path site = Files.createDirectory(folder.resolve("site-" + round + "-" + undo));
        measure(site, undo, first, second, faces, others);
      }
    }
    double fields = median("fields, undo") / median("fields, --no-undo");
    double photos = median("photos, undo") / median("photos, --no-undo");
    double disk = (median("bytes, undo") - median("bytes, --no-undo")) / ROWS;
    figures.forEach((what, all) -> Figures.say("%s: median %.1f of %s", what, median(what), all));
    Figures.say(
        "%d rows, %s ms a call, load %.1f: fields %.3f, photos %.3f of the rows a second without;"
            + " %.0f bytes a person with a photo replaced",
        ROWS, LATENCY_MILLIS, Figures.load(), fields, photos, disk);
    assertThat(fields).isGreaterThanOrEqualTo(LEAST_OF_FIELDS);
  }

  private double median(String what) {
    return Figures.median(figures.getOrDefault(what, List.of()));
  }

  private void measure(Path site, boolean undo, Path first, Path second, Path faces, Path others) {
    String how = undo ? "undo" : "--no-undo";
    try (SandboxProcess sandbox = SandboxProcess.start(site, "--latency-median", LATENCY_MILLIS)) {
      run(site, sandbox, undo, first, "--photos", faces.toString());
      double updated = run(site, sandbox, undo, second, "--allow-no-photo");
      double replaced = run(site, sandbox, undo, second, "--photos", others.toString());
      figures.computeIfAbsent("fields, " + how, any -> new ArrayList<>()).add(updated);
      figures.computeIfAbsent("photos, " + how, any -> new ArrayList<>()).add(replaced);
    }
    figures
        .computeIfAbsent("bytes, " + how, any -> new ArrayList<>())
        .add((double) bytes(site.resolve("data")));
  }

  /** Answers the rows a second. */
  private static double run(
      Path site, SandboxProcess sandbox, boolean undo, Path roster, String... more) {
    List<String> words = new ArrayList<>(List.of("import", "users", roster.toString()));
    words.addAll(List.of("--on-existing", "update", "--concurrency", "16", "--face-check", "off"));
    words.addAll(List.of("--report", site.resolve("report").toString()));
    words.addAll(List.of("--data", site.resolve("data").toString(), "--no-progress"));
    words.addAll(List.of(more));
    if (!undo) {
      words.add("--no-undo");
    }
    words.addAll(sandbox.connection());
    Program.Ended ended = new Program(site, "-Xmx256m").run(words.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
    JsonNode summary = Figures.summary(site.resolve("report"));
    assertThat(summary.path("created").asInt() + summary.path("updated").asInt()).isEqualTo(ROWS);
    return summary.path("rowsPerSecond").asDouble();
  }

  private static long bytes(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
