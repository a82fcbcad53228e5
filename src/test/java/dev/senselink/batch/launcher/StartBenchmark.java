package dev.senselink.batch.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long a start takes once warm, medians of ten: {@code ./senselink --help} against the smallest
 * Java program there is, and an import of three rows, which needs the whole engine, into a sandbox
 * in another process. The two Java programs take turns, so that a busy machine hits both.
 *
 * <pre>
 * mvn -q test -Dtest=StartBenchmark
 * </pre>
 */
@Benchmark
class StartBenchmark {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 10);
  private static final double MOST_TIMES_HELLO = 8;
  private static final double MOST_SECONDS = 2.5;
  private static final String LAUNCHER = Path.of("senselink").toAbsolutePath().toString();
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;

  @Test
  void help_takes_a_few_times_as_long_as_the_smallest_program() throws Exception {
    compileHello();
    seconds(List.of(LAUNCHER, "--help"));
    List<Double> smallest = new ArrayList<>();
    List<Double> help = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      smallest.add(hello());
      help.add(seconds(List.of(LAUNCHER, "--help")));
    }

    double times = median(help) / median(smallest);
    say("--help %.3f s, Hello %.3f s: %.1f times", median(help), median(smallest), times);
    assertThat(times).isLessThanOrEqualTo(MOST_TIMES_HELLO);
  }

  @Test
  void a_command_that_needs_the_engine_is_soon_over() throws Exception {
    compileHello();
    Path sample = Path.of("samples/first").toAbsolutePath();
    try (Stream<String> lines = Files.lines(sample.resolve("roster.csv"))) {
      Files.write(folder.resolve("three.csv"), lines.limit(4).toList());
    }
    Process sandbox = process(List.of(LAUNCHER, "sandbox")).start();
    try (BufferedReader ready = sandbox.inputReader(StandardCharsets.UTF_8)) {
      JsonNode line = JsonMapper.shared().readTree(ready.readLine());
      seconds(importOf(sample, line, 0));
      List<Double> smallest = new ArrayList<>();
      List<Double> imports = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        smallest.add(hello());
        imports.add(seconds(importOf(sample, line, round)));
      }
      say(
          "an import of three rows: %.2f s, Hello %.3f s: %.1f times",
          median(imports), median(smallest), median(imports) / median(smallest));
      assertThat(median(imports)).isLessThanOrEqualTo(MOST_SECONDS);
    } finally {
      sandbox.destroy();
      sandbox.waitFor();
    }
  }

  private static final String HELLO =
      "public class Hello {\n"
          + "  public static void main(String[] a) { System.out.println(\"hello\"); }\n"
          + "}\n";

  private void compileHello() throws IOException {
    Path hello = Files.writeString(folder.resolve("Hello.java"), HELLO);
    ToolProvider.getSystemJavaCompiler().run(null, null, null, hello.toString());
  }

  private double hello() throws IOException, InterruptedException {
    return seconds(List.of(JAVA, "-cp", ".", "Hello"));
  }

  private List<String> importOf(Path sample, JsonNode sandbox, int round) {
    return List.of(
        LAUNCHER,
        "import",
        "users",
        folder.resolve("three.csv").toString(),
        "--photos",
        sample.resolve("photos").toString(),
        "--on-existing",
        "update",
        "--no-progress",
        "--report",
        folder.resolve("report-" + round).toString(),
        "--data",
        folder.resolve("data-" + round).toString(),
        "--server",
        sandbox.get("server").asString(),
        "--app-key",
        sandbox.get("appKey").asString(),
        "--app-secret-file",
        sandbox.get("appSecretFile").asString());
  }

  private double seconds(List<String> command) throws IOException, InterruptedException {
    File out = folder.resolve("output.txt").toFile();
    long began = System.nanoTime();
    Process process = process(command).redirectErrorStream(true).redirectOutput(out).start();
    int exit = process.waitFor();
    double seconds = (System.nanoTime() - began) / 1e9;
    assertThat(exit).as(Files.readString(out.toPath())).isZero();
    return seconds;
  }

  private ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SENSELINK_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, "start: " + format + "%n", values);
  }
}
