package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.fixture.SharedData;
import dev.senselink.batch.fixture.SharedFolder;
import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real and ill workbooks of the shared folder. */
@Tag("slow")
@SharedData
class SharedXlsxTest {
  static Stream<Arguments> files() {
    return Cases.of("roster/shared-xlsx.yaml");
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_workbook_of_the_manifest(Cases.Case odd) {
    Path file = SharedFolder.data().resolve("xlsx").resolve(odd.text("file"));
    RosterSettings settings = odd.settings(RosterKind.USERS);
    if (odd.has("error")) {
      assertThatExceptionOfType(TableFileException.class)
          .isThrownBy(() -> rows(file, settings, odd))
          .satisfies(e -> assertThat(e.code().name()).isEqualTo(odd.text("error")))
          .satisfies(e -> assertThat(e.getMessage()).startsWith(e.code() + ": staff"))
          .satisfies(e -> assertThat(odd.list("says")).allMatch(e.getMessage()::contains))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
      return;
    }
    List<Row> rows = rows(file, settings, odd);
    assertThat(rows).hasSize(Integer.parseInt(odd.text("rows")));
    assertThat(rows.stream().flatMap(row -> row.faults().stream()).map(CellFault::code))
        .isEqualTo(odd.list("faults"));
    odd.lists("has")
        .forEach(
            (line, cells) ->
                assertThat(rows)
                    .filteredOn(row -> String.valueOf(row.ref().line()).equals(line))
                    .singleElement()
                    .satisfies(
                        row -> assertThat(row.cells()).startsWith(cells.toArray(String[]::new))));
  }

  private static List<Row> rows(Path file, RosterSettings settings, Cases.Case odd) {
    List<Row> rows = new ArrayList<>();
    try (Roster roster = Roster.open(file, "staff", settings)) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        rows.add(row);
      }
      for (String warning : odd.list("warns")) {
        assertThat(roster.shape().warnings()).anyMatch(told -> told.contains(warning));
      }
    }
    return rows;
  }

  @Test
  void every_workbook_of_the_folder_has_a_case() throws IOException {
    Path folder = SharedFolder.data().resolve("xlsx");
    Set<String> cases =
        files().map(Cases::caseOf).map(odd -> odd.text("file")).collect(Collectors.toSet());
    try (Stream<Path> all = Files.walk(folder)) {
      Set<String> found =
          all.filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .filter(file -> !file.equals("SOURCES.md"))
              .collect(Collectors.toSet());
      assertThat(cases).isEqualTo(found);
    }
  }
}
