package dev.senselink.batch.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.report.ResultLine;
import dev.senselink.batch.samples.Practice.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sample still gives the report that lies beside it. */
@Tag("slow")
class SamplesTest {
  private static final Path SAMPLES = Path.of("samples");

  private static final String[] EVERY_REFUSAL =
      ("MISSING_NAME MISSING_KEY TOO_LONG TOO_MANY_CELLS BAD_CHARACTER BAD_DATE NUMBER_DAMAGED"
              + " AMBIGUOUS_GENDER CANNOT_CLEAR DUPLICATE_IN_ROSTER UNKNOWN_GROUP"
              + " UNKNOWN_DEPARTMENT PHOTO_NOT_FOUND PHOTO_UNREADABLE PHOTO_AMBIGUOUS PHOTO_SHARED"
              + " PHOTO_OUTSIDE PHOTO_TOO_LARGE PHOTO_HEIC NO_FACE MULTIPLE_FACES")
          .split(" ");

  private static final boolean WRITE = "write".equals(System.getProperty("samples"));

  @TempDir Path folder;

  @BeforeAll
  static void make() throws IOException {
    if (WRITE) {
      SampleMaker.write(SAMPLES);
    }
  }

  static Stream<Path> every_sample() throws IOException {
    try (Stream<Path> worlds = Files.list(SAMPLES)) {
      return worlds.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("every_sample")
  void a_sample_gives_the_report_beside_it(Path sample) throws IOException {
    Ended last = null;
    try (Practice practice = new Practice(folder)) {
      for (Readme.Shown command : Readme.commands(sample.resolve("README.md"))) {
        last = practice.run(command.args());
        assertThat(last.exit()).as(last.err()).isEqualTo(command.exit());
      }
    }
    assertThat(last).as("a command in " + sample + "/README.md").isNotNull();
    for (Map.Entry<String, String> file : masked(last.report()).entrySet()) {
      Path expected = sample.resolve("expected").resolve(file.getKey());
      if (WRITE) {
        Files.createDirectories(expected.toAbsolutePath().getParent());
        Files.writeString(expected, file.getValue());
      }
      assertThat(file.getValue()).as(file.getKey()).isEqualTo(Files.readString(expected, UTF_8));
    }
  }

  @Test
  void the_messy_sample_shows_every_refusal_a_csv_can_cause() throws IOException {
    Path results = SAMPLES.resolve("messy/expected/results.csv");

    assertThat(ResultLine.read(Files.newInputStream(results)))
        .extracting(ResultLine::code)
        .contains(EVERY_REFUSAL)
        .contains("10405", "30002");
  }

  @Test
  void the_rosters_are_those_the_maker_writes() throws IOException {
    SampleMaker.write(folder);

    for (Path sample : every_sample().toList()) {
      Path made = folder.resolve(sample.getFileName());
      assertThat(sample.resolve("roster.csv")).hasSameBinaryContentAs(made.resolve("roster.csv"));
      assertThat(names(made)).isSubsetOf(names(sample));
    }
  }

  private static Map<String, String> masked(Path report) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("results.csv", Masked.csv(report.resolve("results.csv")));
    files.put("rejected.csv", Masked.csv(report.resolve("rejected.csv")));
    files.put("conflicts.csv", Masked.conflicts(report.resolve("conflicts.csv")));
    files.put("summary.json", Masked.summary(report.resolve("summary.json")));
    return files;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()).toList();
    }
  }
}
