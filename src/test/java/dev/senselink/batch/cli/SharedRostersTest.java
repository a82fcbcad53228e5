package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.fixture.BrowserTab;
import dev.senselink.batch.fixture.SharedData;
import dev.senselink.batch.fixture.SharedFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every real and ill roster of the shared folder through the whole program. */
@Tag("slow")
@SharedData
class SharedRostersTest {

  private static final int MANY = 10_000;

  @TempDir Path folder;

  private static @Nullable Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.program().isPresent() ? Browser.start() : null;
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  static Stream<Arguments> cases() throws IOException {
    return Stream.concat(cases("csv"), cases("xlsx"));
  }

  @SuppressWarnings("unchecked")
  private static Stream<Arguments> cases(String kind) throws IOException {
    String name = "cases/roster/shared-" + kind + ".yaml";
    try (var in = SharedRostersTest.class.getClassLoader().getResourceAsStream(name)) {
      Map<String, Object> file = new Yaml().load(in);
      return ((List<Map<String, Object>>) file.get("cases"))
          .stream()
              // Its rows are counted where rosters are tested; here they would take a minute.
              .filter(odd -> !(odd.get("rows") instanceof Integer rows && rows > MANY))
              .map(odd -> Arguments.of(Named.of(kind + "/" + odd.get("file"), odd), Path.of(kind)));
    }
  }

  private Shell.Told validate(Path roster, Map<String, Object> options) {
    List<String> args = new ArrayList<>(List.of("validate", "users", roster.toString()));
    args.addAll(List.of("--allow-no-photo", "--json", "--report", report().toString()));
    options.forEach((name, value) -> args.addAll(List.of("--" + name, String.valueOf(value))));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Cli.run(args.toArray(String[]::new), Map.of(), new PrintWriter(out), new PrintWriter(err));
    return new Shell.Told(exit, out.toString(), err.toString());
  }

  private Path report() {
    return folder.resolve("report");
  }

  @ParameterizedTest
  @MethodSource("cases")
  @SuppressWarnings("unchecked")
  void a_roster_is_read_whole_or_refused_in_one_line(Map<String, Object> odd, Path kind) {
    Path roster = SharedFolder.data().resolve(kind).resolve((String) odd.get("file"));

    Map<String, Object> options =
        new HashMap<>((Map<String, Object>) odd.getOrDefault("options", Map.of()));
    List<String> unclear = (List<String>) odd.getOrDefault("unclear", List.of());
    if (!unclear.isEmpty()) {
      askedAbout(validate(roster, options), unclear);
      String left = unclear.stream().map(name -> name + "=-").collect(Collectors.joining(","));
      options.merge("columns", left, (said, more) -> said + "," + more);
    }
    Shell.Told told = validate(roster, options);

    assertThat(told.err()).doesNotContain("\tat ").doesNotContain("defect");
    Object error =
        odd.get("rows") instanceof Integer rows && rows == 0 ? "EMPTY" : odd.get("error");
    if (error != null) {
      refused(told, String.valueOf(error), roster);
      return;
    }
    assertThat(told.exit()).isIn(0, 3);
    JsonNode summary = JsonMapper.shared().readTree(told.out());
    assertThat(summary.path("rows").asInt()).isEqualTo(odd.get("rows"));
    List<Map<String, String>> results = Shell.rows(report().resolve("results.csv"));
    assertThat(results).hasSize(summary.path("rows").asInt());
    assertThat(results)
        .allMatch(
            row -> Set.of("VALID", "REJECTED_ROW", "REJECTED_PHOTO").contains(row.get("outcome")));
    assertThat(results.toString()).doesNotContain("\ufffd");
    assertThat(told.exit() == 0).isEqualTo(summary.path("rejected").asInt() == 0);
    shownAsText(report().resolve("report.html"), summary.path("rejected").asInt());
  }

  /** Where there is a browser: whatever the cells hold, it is text, and nothing else happens. */
  private static void shownAsText(Path page, int rows) {
    if (browser == null) {
      return;
    }
    BrowserTab tab = browser.tab().open(page);
    assertThat(tab.number("document.querySelectorAll('.rows > li').length")).isEqualTo(rows);
    assertThat(tab.number("document.scripts.length")).isEqualTo(1);
    assertThat(tab.complaints()).isEmpty();
    assertThat(tab.requests()).hasSize(1);
    tab.close();
  }

  /** Before anything is done: each with the option to copy. */
  private void askedAbout(Shell.Told told, List<String> unclear) {
    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("senselink: COLUMNS_UNCLEAR: ");
    assertThat(unclear)
        .allSatisfy(
            name ->
                assertThat(told.err()).contains("'" + name + "'", "--columns \"" + name + "=-\""));
    assertThat(told.err().lines().filter(line -> line.startsWith("  '"))).hasSameSizeAs(unclear);
    assertThat(report()).doesNotExist();
  }

  private void refused(Shell.Told told, String code, Path roster) {
    assertThat(told.exit()).isEqualTo(5);
    assertThat(told.err().lines().filter(line -> line.startsWith("senselink: ")))
        .singleElement()
        .asString()
        .startsWith("senselink: " + code + ": " + roster.getFileName());
    assertThat(report()).doesNotExist();
  }

  static Stream<Arguments> manifest() throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(Files.readString(SharedFolder.data().resolve("MANIFEST.csv")), format)) {
      List<CSVRecord> all = parser.getRecords();
      return all.stream()
          .filter(r -> r.get("path").matches("(csv|xlsx)/.*\\.(csv|tsv|xls.?)"))
          .map(r -> Arguments.of(r.get("path"), r.get("verdict")));
    }
  }

  @ParameterizedTest
  @MethodSource("manifest")
  void as_it_is_no_file_of_the_manifest_brings_the_program_down(String path, String verdict) {
    Shell.Told told = validate(SharedFolder.data().resolve(path), Map.of());

    assertThat(told.err()).doesNotContain("\tat ").doesNotContain("defect");
    if (told.exit() == 2) {
      assertThat(told.err()).contains("senselink: COLUMNS_UNCLEAR: ");
    } else if (verdict.equals("reject")) {
      assertThat(told.exit()).isEqualTo(5);
    } else {
      assertThat(told.exit()).isIn(0, 3, 5);
    }
    if (told.exit() == 5) {
      assertThat(told.err())
          .containsPattern(
              "senselink: (NOT_A_ROSTER|ENCRYPTED|CORRUPT|ENCODING_UNKNOWN|UNCLOSED_QUOTE|HEADER_NOT_FOUND"
                  + "|HEADER_TWICE|EMPTY): ");
    }
  }

  @Test
  void photo_cells_that_leave_the_folder_are_refused() {
    validate(
        SharedFolder.data().resolve("csv/made/path_traversal.csv"),
        Map.of("columns", "id=jobNumber"));

    Map<String, Long> codes =
        Shell.rows(report().resolve("results.csv")).stream()
            .collect(Collectors.groupingBy(row -> row.get("code"), Collectors.counting()));
    assertThat(codes).containsEntry("PHOTO_OUTSIDE", 4L);
  }

  @Test
  void the_bad_rows_at_the_end_of_a_good_roster_are_told_and_the_good_ones_are_good() {
    Shell.Told told =
        validate(
            SharedFolder.data().resolve("csv/faker/roster_zh_gbk.csv"),
            Map.of("columns", "人脸照片=-"));

    assertThat(told.exit()).isEqualTo(3);
    JsonNode summary = JsonMapper.shared().readTree(told.out());
    assertThat(summary.path("valid").asInt()).isBetween(58, 64);
    assertThat(
            Shell.rows(report().resolve("results.csv")).stream()
                .map(row -> row.get("code"))
                .filter(code -> !code.isEmpty()))
        .contains("DUPLICATE_IN_ROSTER");
  }
}
