package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
@Benchmark
class PlanBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 20_000);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final String LATENCY_MILLIS = System.getProperty("bench.latency", "20");
  private static final String HEAP = System.getProperty("bench.heap", "256m");

  /** So many people are changed by others between a plan and its apply. */
  private static final int TOUCHED = 50;

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
        "%d rows, heap %s, %s ms a call, load %.1f: plan %.3f of a dry run, apply %.3f of an"
            + " import",
        ROWS, HEAP, LATENCY_MILLIS, Figures.load(), time, throughput);
    assertThat(time).isLessThanOrEqualTo(MOST_TIME);
    assertThat(throughput).isGreaterThanOrEqualTo(LEAST_THROUGHPUT);
  }

  @Test
  void whom_others_have_changed_since_is_left_and_nobody_else() throws IOException {
    Path site = Files.createDirectory(folder.resolve("stale"));
    Path others = Files.createDirectory(folder.resolve("others"));
    Path roster = Rosters.different(folder.resolve("staff.csv"), ROWS);
    Path plan = site.resolve("staff.plan");
    List<String> update = List.of("--allow-no-photo", "--on-existing", "update");
    try (SandboxProcess sandbox = SandboxProcess.start(site, "--latency-median", LATENCY_MILLIS)) {
      run(site, sandbox, "import", "users", roster.toString(), "--allow-no-photo");
      List<String> lines = Files.readAllLines(roster);
      lines.replaceAll(line -> line.replace("工程师", "主管"));
      Files.write(roster, lines);
      run(site, sandbox, words(roster, update, "--plan", plan.toString()));
      List<String> touched = new ArrayList<>(List.of(lines.get(0)));
      for (int n = 0; n < TOUCHED; n++) {
        touched.add(lines.get(1 + n * (ROWS / TOUCHED)).replace("@example.org", "@others.example"));
      }
      Path few = Files.write(others.resolve("few.csv"), touched);
      assertThat(run(others, sandbox, words(few, update)).path("updated").asInt())
          .isEqualTo(TOUCHED);

      JsonNode summary = ended(site, sandbox, 3, List.of("apply", plan.toString()));

      Figures.say("%d rows, %d changed by others: %s", ROWS, TOUCHED, summary);
      assertThat(summary.path("updated").asInt()).isEqualTo(ROWS - TOUCHED);
      assertThat(summary.path("review").asInt()).isEqualTo(TOUCHED);
      Path results = site.resolve("report").resolve("results.csv");
      try (Stream<String> told = Files.lines(results)) {
        List<String> left = told.filter(line -> line.contains("PLAN_STALE")).toList();
        assertThat(left).hasSize(TOUCHED);
        for (int n = 0; n < TOUCHED; n++) {
          String key = touched.get(1 + n).split(",")[1];
          assertThat(left).anyMatch(line -> line.contains(key));
        }
      }
    }
  }

  private static String[] words(Path roster, List<String> options, String... more) {
    List<String> words = new ArrayList<>(List.of("import", "users", roster.toString()));
    words.addAll(options);
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
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
    return ended(site, sandbox, 0, List.of(command));
  }

  private JsonNode ended(Path site, SandboxProcess sandbox, int exit, List<String> command) {
    Program.Ended ended = started(site, sandbox, command);
    assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
    return Figures.summary(site.resolve("report"));
  }

  private static Program.Ended program(Path site, SandboxProcess sandbox, List<String> command) {
    Program.Ended ended = started(site, sandbox, command);
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended;
  }

  private static Program.Ended started(Path site, SandboxProcess sandbox, List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--concurrency", "16", "--report", site.resolve("report").toString()));
    words.addAll(List.of("--data", site.resolve("data").toString(), "--no-progress"));
    words.addAll(sandbox.connection());
    return new Program(site, "-Xmx" + HEAP).run(words.toArray(String[]::new));
  }
}
