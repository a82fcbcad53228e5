package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What a plan costs: a dry run with {@code --plan} against one without, and {@code apply} against
 * the plain import, in turns, each import with a practice server of its own.
 *
 * <pre>
 * mvn -q test -Dtest=PlanBenchmark
 * mvn -q test -Dtest=PlanBenchmark -Dbench.rows=20000 -Dbench.rounds=5 -Dbench.heap=128m
 * </pre>
 */
class PlanBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 20_000);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final String LATENCY_MILLIS = System.getProperty("bench.latency", "20");
  private static final String HEAP = System.getProperty("bench.heap", "256m");

  private static final double MOST_TIME = 1.2;
  private static final double LEAST_THROUGHPUT = 0.95;

  @TempDir Path folder;
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  @Test
  void a_plan_costs_little_and_its_apply_is_as_fast_as_the_import() throws IOException {
    Path roster = Rosters.different(folder.resolve("staff.csv"), ROWS);
    for (int round = 1; round <= ROUNDS; round++) {
      plain(Files.createDirectory(folder.resolve("plain-" + round)), roster);
      planned(Files.createDirectory(folder.resolve("planned-" + round)), roster, round % 2 == 0);
    }
    double time = median("dry run with plan, s") / median("dry run, s");
    double throughput = median("apply, rows/s") / median("import, rows/s");
    figures.forEach((what, all) -> Figures.say("%s: median %.2f of %s", what, median(what), all));
    Figures.say(
        "%d rows, heap %s, %s ms a call, load %.1f: plan %.3f of a dry run, apply %.3f of an import",
        ROWS, HEAP, LATENCY_MILLIS, Figures.load(), time, throughput);
    assertThat(time).isLessThanOrEqualTo(MOST_TIME);
    assertThat(throughput).isGreaterThanOrEqualTo(LEAST_THROUGHPUT);
  }

  private double median(String what) {
    return Figures.median(figures.getOrDefault(what, List.of()));
  }

  private void note(String what, double figure) {
    figures.computeIfAbsent(what, any -> new ArrayList<>()).add(figure);
  }

  private void plain(Path site, Path roster) {
    try (SandboxProcess sandbox = SandboxProcess.start(site, "--latency-median", LATENCY_MILLIS)) {
      JsonNode summary =
          run(site, sandbox, "import", "users", roster.toString(), "--allow-no-photo");
      assertThat(summary.path("created").asInt()).isEqualTo(ROWS);
      note("import, rows/s", summary.path("rowsPerSecond").asDouble());
    }
  }

  private void planned(Path site, Path roster, boolean planFirst) {
    Path plan = site.resolve("staff.plan");
    List<String> dry = List.of("import", "users", roster.toString(), "--allow-no-photo");
    try (SandboxProcess sandbox = SandboxProcess.start(site, "--latency-median", LATENCY_MILLIS)) {
      for (boolean withPlan : new boolean[] {planFirst, !planFirst}) {
        List<String> command = new ArrayList<>(dry);
        command.addAll(withPlan ? List.of("--plan", plan.toString()) : List.of("--dry-run"));
        Program.Ended ended = program(site, sandbox, command);
        note(withPlan ? "dry run with plan, s" : "dry run, s", ended.seconds());
      }
      JsonNode summary = run(site, sandbox, "apply", plan.toString());
      assertThat(summary.path("created").asInt()).isEqualTo(ROWS);
      note("apply, rows/s", summary.path("rowsPerSecond").asDouble());
    }
  }

  private JsonNode run(Path site, SandboxProcess sandbox, String... command) {
    program(site, sandbox, List.of(command));
    return Figures.summary(site.resolve("report"));
  }

  private static Program.Ended program(Path site, SandboxProcess sandbox, List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--concurrency", "16", "--report", site.resolve("report").toString()));
    words.addAll(List.of("--data", site.resolve("data").toString(), "--no-progress"));
    words.addAll(sandbox.connection());
    Program.Ended ended = new Program(site, "-Xmx" + HEAP).run(words.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended;
  }
}
