package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.SharedData;
import dev.senselink.batch.fixture.SharedFolder;
import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of every real and ill list of the shared folder, what is shown is what is read. */
@SharedData
class SharedPreviewTest {
  @TempDir Path folder;

  private static List<Path> lists() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String below : List.of("csv", "xlsx")) {
      try (Stream<Path> files = Files.walk(SharedFolder.data().resolve(below))) {
        files.filter(Files::isRegularFile).sorted().forEach(all::add);
      }
    }
    return all;
  }

  @Test
  void the_first_rows_are_those_that_are_imported() throws IOException {
    int read = 0;
    for (Path list : lists()) {
      for (RosterKind kind : RosterKind.values()) {
        read += compare(list, RosterSettings.of(kind)) ? 1 : 0;
      }
    }

    assertThat(read).isGreaterThan(100);
  }

  private boolean compare(Path list, RosterSettings settings) throws IOException {
    String name = list.getFileName().toString();
    RosterPreview shown = RosterPreview.read(list, name, settings, folder);
    try (Roster roster = Roster.open(list, name, settings)) {
      RosterShape shape = roster.shape();
      assertThat(shown.headers()).as("%s", list).isEqualTo(shape.headers());
      assertThat(shown.headerLine()).as("%s", list).isEqualTo(shape.headerLine());
      assertThat(shown.encoding()).as("%s", list).isEqualTo(shape.encoding());
      assertThat(shown.delimiter()).as("%s", list).isEqualTo(shape.delimiter());
      for (RosterPreview.Shown row : shown.rows()) {
        Row real = roster.next();
        assertThat(row.line()).as("%s", list).isEqualTo(real.ref().line());
        assertThat(row.cells()).as("%s line %s", list, row.line()).isEqualTo(real.cells());
      }
      if (shown.fault() == null && shown.rows().size() < RosterPreview.ROWS) {
        assertThat(roster.next()).as("%s", list).isNull();
      }
      return true;
    } catch (TableFileException e) {
      assertThat(shown.fault()).as("%s: %s", list, e.getMessage()).isNotNull();
      assertThat(shown.fault().code()).as("%s: %s", list, e.getMessage()).isEqualTo(e.code());
      return compareChosen(list, settings, shown);
    }
  }

  /** Of a list with headers of its own: somebody says which column is the name. */
  private boolean compareChosen(Path list, RosterSettings settings, RosterPreview shown)
      throws IOException {
    List<String> headers = shown.headers();
    int name =
        IntStream.range(0, headers.size())
            .filter(at -> Collections.frequency(headers, headers.get(at)) == 1)
            .filter(at -> !ColumnOption.oneLine(headers.get(at)).isBlank())
            .findFirst()
            .orElse(-1);
    if (settings.kind() == RosterKind.GUESTS || !settings.columns().isEmpty() || name < 0) {
      return false;
    }
    List<String> choices = new ArrayList<>(Collections.nCopies(headers.size(), "-"));
    choices.set(name, "name");
    ColumnChoices chosen = new ColumnChoices(RosterKind.USERS, headers, choices);
    assertThat(chosen.isUnderstood()).as("%s %s", list, chosen.columns()).isTrue();
    return compare(
        list,
        settings
            .withColumns(chosen.columns())
            .withHeaderRow((int) shown.headerLine())
            .withSheet(shown.sheet().isEmpty() ? null : shown.sheet()));
  }
}
