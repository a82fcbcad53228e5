package dev.senselink.batch.table.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.fixture.SharedData;
import dev.senselink.batch.fixture.SharedFolder;
import dev.senselink.batch.roster.Cases;
import dev.senselink.batch.roster.CellFault;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real and ill files of the shared folder. */
@SharedData
class SharedCsvTest {
  private static final Path FOLDER_OF_ORACLES = Path.of("sineemore");

  static Stream<Arguments> files() {
    return Cases.of("roster/shared-csv.yaml");
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_of_the_manifest(Cases.Case odd) throws IOException {
    Path file = SharedFolder.data().resolve("csv").resolve(odd.text("file"));
    RosterSettings settings = odd.settings(RosterKind.USERS);
    if (odd.has("error")) {
      assertThatExceptionOfType(TableFileException.class)
          .isThrownBy(() -> rows(file, settings))
          .satisfies(e -> assertThat(e.code().name()).isEqualTo(odd.text("error")))
          .satisfies(e -> assertThat(e.getMessage()).contains(odd.list("says")));
      return;
    }
    List<Row> rows = rows(file, settings);
    assertThat(rows).hasSize(Integer.parseInt(odd.text("rows")));
    assertThat(rows.stream().flatMap(row -> row.faults().stream()).map(CellFault::code))
        .isEqualTo(odd.list("faults"));
    assertThat(rows).noneMatch(row -> row.cells().toString().contains("\ufffd"));
    if (odd.has("second")) {
      assertThat(rows.get(1).text(RosterColumn.NAME)).isEqualTo(odd.text("second"));
    }
    if (odd.has("oracle")) {
      Path oracle = SharedFolder.data().resolve("csv").resolve(odd.text("oracle"));
      RosterSettings asUtf8 = settings.withEncoding("UTF-8");
      assertThat(cells(rows)).isEqualTo(cells(rows(withoutMark(oracle), asUtf8)));
    }
    assertShape(file, settings, odd);
  }

  @Test
  void every_file_of_the_folder_has_a_case_or_an_oracle() throws IOException {
    Path folder = SharedFolder.data().resolve("csv");
    Set<String> cases = new HashSet<>();
    files().map(SharedCsvTest::fileOf).forEach(cases::add);
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(
              all.map(folder::relativize)
                  .filter(file -> file.toString().matches(".*\\.(csv|tsv)"))
                  .filter(file -> !hasOracle(folder, file))
                  .map(file -> file.toString().replace('\\', '/')))
          .allMatch(cases::contains);
    }
  }

  @Test
  void cells_are_those_of_the_oracles() throws IOException {
    Path folder = SharedFolder.data().resolve("csv").resolve(FOLDER_OF_ORACLES);
    int compared = 0;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path json : all.filter(file -> file.toString().endsWith(".json")).toList()) {
        JsonNode oracle = JsonMapper.builder().build().readTree(Files.readString(json));
        Path csv = Path.of(json.toString().replace(".json", ".csv"));
        if (!oracle.isEmpty() && oracle.get(0).isArray()) {
          assertThat(lines(csv)).as(csv.toString()).isEqualTo(texts(oracle));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(15);
  }

  private static void assertShape(Path file, RosterSettings settings, Cases.Case odd) {
    try (Roster roster = Roster.open(file, "staff.csv", settings)) {
      assertThat(roster.shape().encoding()).isEqualTo(odd.text("encoding"));
      if (odd.has("delimiter")) {
        assertThat(roster.shape().delimiter()).isEqualTo(odd.text("delimiter"));
      }
      if (odd.has("header-line")) {
        assertThat(roster.shape().headerLine()).isEqualTo(Long.parseLong(odd.text("header-line")));
      }
    }
  }

  private static List<Row> rows(Path file, RosterSettings settings) {
    List<Row> rows = new ArrayList<>();
    try (Roster roster = Roster.open(file, "staff.csv", settings)) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<List<String>> cells(List<Row> rows) {
    return rows.stream().map(Row::cells).toList();
  }

  /** Oracles hold no byte order mark; where one does, the file stands for itself. */
  private static Path withoutMark(Path oracle) throws IOException {
    assertThat(Files.readString(oracle, UTF_8)).doesNotStartWith("\ufeff");
    return oracle;
  }

  private static String fileOf(Arguments arguments) {
    return Cases.caseOf(arguments).text("file");
  }

  private static boolean hasOracle(Path folder, Path csv) {
    return csv.startsWith(FOLDER_OF_ORACLES)
        && Files.exists(folder.resolve(csv.toString().replace(".csv", ".json")));
  }

  private static List<List<String>> lines(Path csv) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    try (CsvTokenizer tokens = new CsvTokenizer(Files.newBufferedReader(csv, UTF_8), ',', "x", 1)) {
      for (TableLine line = tokens.next(); line != null; line = tokens.next()) {
        lines.add(List.copyOf(line.cells()));
      }
    }
    return lines;
  }

  private static List<List<String>> texts(JsonNode oracle) {
    List<List<String>> table = new ArrayList<>();
    for (JsonNode row : oracle) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.asString()));
      table.add(cells);
    }
    return table;
  }
}
