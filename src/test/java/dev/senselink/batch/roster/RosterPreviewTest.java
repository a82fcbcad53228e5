package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.table.TableFileException.Code;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The top of a list, as the program understands it and no further. */
class RosterPreviewTest {
  private static final RosterSettings STAFF = RosterSettings.of(RosterKind.USERS);

  @TempDir Path folder;

  private RosterPreview preview(Path file, RosterSettings settings) throws IOException {
    RosterPreview read = RosterPreview.read(file, "list", settings, folder);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(Files::isDirectory)).as("nothing is left behind").isEmpty();
    }
    return read;
  }

  private RosterPreview preview(String text) throws IOException {
    return preview(Files.writeString(folder.resolve("list.csv"), text), STAFF);
  }

  private static String people(int count) {
    StringBuilder all = new StringBuilder("name,jobNumber,电话\n");
    for (int n = 1; n <= count; n++) {
      all.append("人").append(n).append(",E").append(n).append(",138").append(n).append('\n');
    }
    return all.toString();
  }

  @Test
  void twenty_rows_of_a_list_are_shown_as_they_are_read() throws IOException {
    RosterPreview read = preview("Staff of Acme\n\n" + people(30).replace(',', ';'));

    assertThat(read.fault()).isNull();
    assertThat(read.headerLine()).isEqualTo(3);
    assertThat(read.delimiter()).isEqualTo(";");
    assertThat(read.encoding()).isEqualTo("UTF-8");
    assertThat(read.rows()).hasSize(20);
    assertThat(read.rows().get(19).line()).isEqualTo(23);
    assertThat(read.rows().get(19).cells()).containsExactly("人20", "E20", "13820");
    assertThat(read.isPart()).isFalse();
  }

  @Test
  void a_header_that_does_not_do_is_shown_all_the_same() throws IOException {
    RosterPreview lacking = preview("\nNom,Phone\nAna,1\nBo,2\n");
    RosterPreview twice = preview("name,Phone,Mobile\nAna,1,2\n");

    assertThat(lacking.fault().code()).isEqualTo(Code.HEADER_NOT_FOUND);
    assertThat(lacking.headers()).containsExactly("Nom", "Phone");
    assertThat(lacking.headerLine()).isEqualTo(2);
    assertThat(lacking.rows()).hasSize(2);
    assertThat(twice.headers()).hasSize(3);
    assertThat(twice.rows()).hasSize(1);
  }

  @Test
  void a_header_line_that_is_none_shows_nothing() throws IOException {
    Path file = Files.writeString(folder.resolve("list.csv"), people(3));

    RosterPreview read = preview(file, STAFF.withHeaderRow(40));

    assertThat(read.fault().code()).isEqualTo(Code.HEADER_NOT_FOUND);
    assertThat(read.headers()).isEmpty();
    RosterPreview other = preview(file, STAFF.withHeaderRow(2));
    assertThat(other.headers()).containsExactly("人1", "E1", "1381");
    assertThat(other.rows()).hasSize(2);
  }

  @Test
  void what_is_wrong_among_the_first_rows_is_told_with_those_above() throws IOException {
    RosterPreview read = preview("name,jobNumber\nAna,1\nBo,\"2\"x\n");

    assertThat(read.fault().code()).isEqualTo(Code.CORRUPT);
    assertThat(read.rows()).hasSize(1);
    assertThat(preview("").fault().code()).isEqualTo(Code.EMPTY);
  }

  /** The copy of the beginning ends with a whole line, in each encoding, and is its owner's. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
  void of_a_long_text_the_beginning_is_read(String encoding) throws IOException {
    Charset charset = Charset.forName(encoding);
    String mark = encoding.startsWith("UTF") ? "\ufeff" : "";
    Path file = folder.resolve("long.csv");
    Files.writeString(file, mark + people(120_000).replace("jobNumber", "工号"), charset);

    RosterPreview read = preview(file, STAFF);

    assertThat(read.fault()).isNull();
    assertThat(read.isPart()).isTrue();
    assertThat(read.encoding()).isEqualTo(encoding);
    assertThat(read.rows()).hasSize(20);
    try (TextTop top = TextTop.of(file, null, folder)) {
      byte[] bytes = Files.readAllBytes(top.file());
      assertThat(bytes.length).isLessThanOrEqualTo(TextTop.MOST).isGreaterThan(TextTop.MOST / 2);
      assertThat(new String(bytes, charset)).endsWith("\n").doesNotContain("\ufffd");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(top.file())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void a_long_text_of_old_line_ends_is_cut_too() throws IOException {
    Path file = Files.writeString(folder.resolve("old.csv"), people(120_000).replace('\n', '\r'));

    assertThat(preview(file, STAFF).rows()).hasSize(20);
  }

  private static String[] rows(int count) {
    List<String> rows = new ArrayList<>();
    rows.add("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>");
    for (int n = 2; n <= count; n++) {
      rows.add(
          "<row r='%1$d'><c r='A%1$d' t='s'><v>%2$d</v></c><c r='B%1$d'><v>%1$d</v></c></row>"
              .formatted(n, n % 3 + 2));
    }
    return rows.toArray(String[]::new);
  }

  private XlsxFile book() {
    return new XlsxFile()
        .texts("<t>name</t>", "<t>jobNumber</t>", "<t>Ana</t>", "<t>Bo</t>", "<t>Li</t>");
  }

  @Test
  void a_workbook_has_its_sheets_and_the_one_that_is_read() throws IOException {
    Path file = folder.resolve("list.xlsx");
    book()
        .sheet("Notes")
        .sheet("Staff", rows(4))
        .sheetOf("Old", "hidden", "<sheetData/>")
        .write(file);

    RosterPreview read = preview(file, STAFF);

    assertThat(read.fault()).isNull();
    assertThat(read.sheets())
        .extracting(s -> s.name() + s.visible())
        .containsExactly("Notestrue", "Stafftrue", "Oldfalse");
    assertThat(read.sheet()).isEqualTo("Staff");
    assertThat(read.rows())
        .extracting(row -> row.cells().get(0))
        .containsExactly("Li", "Ana", "Bo");
    assertThat(read.encoding()).isEmpty();
    RosterPreview empty = preview(file, STAFF.withSheet("Notes"));
    assertThat(empty.fault().code()).isEqualTo(Code.EMPTY);
    assertThat(empty.sheets()).hasSize(3);
  }

  @Test
  void a_sheet_whose_header_does_not_do_is_shown_all_the_same() throws IOException {
    Path file = folder.resolve("list.xlsx");
    new XlsxFile()
        .texts("<t>Nom</t>", "<t>jobNumber</t>", "<t>Ana</t>", "<t>Bo</t>", "<t>Li</t>")
        .sheet("Notes", "<row r='1'><c r='A1' t='inlineStr'><is><t>Hello</t></is></c></row>")
        .sheet("Staff", rows(4))
        .write(file);

    RosterPreview read = preview(file, STAFF);

    assertThat(read.fault().code()).isEqualTo(Code.HEADER_NOT_FOUND);
    assertThat(read.sheet()).isEqualTo("Staff");
    assertThat(read.rows()).hasSize(3);
  }

  /** What stands behind the first rows costs nothing: here it could not even be read. */
  @Test
  void of_a_workbook_no_more_texts_are_read_than_the_first_rows_have() throws IOException {
    Path file = folder.resolve("list.xlsx");
    new XlsxFile()
        .texts("<t>name</t>", "<t>jobNumber</t>", "<t>Ana</t>", "<t>Bo</t>", "<t>Li</t>", "<t>x")
        .sheet("Staff", rows(40))
        .write(file);

    assertThat(preview(file, STAFF).rows()).hasSize(20);
  }

  @Test
  void what_was_said_of_such_a_list_is_found_again_where_no_header_is() throws IOException {
    Path file = Files.writeString(folder.resolve("list.csv"), "Acme\nNom,Badge\nAna,1\n", UTF_8);
    RosterSettings said = STAFF.withColumns("Nom=name,Badge=jobNumber");
    ColumnMemory memory = new ColumnMemory(folder);
    assertThat(RosterPreview.proposal(memory, file, "list", STAFF, folder)).isEmpty();
    try (Roster roster = Roster.open(file, "list", said)) {
      memory.remember(roster.shape(), said);
    }

    assertThat(RosterPreview.proposal(memory, file, "list", STAFF, folder))
        .contains("Nom=name,Badge=jobNumber");
    assertThat(memory.proposal(RosterKind.USERS, List.of("Badge", "NOM"))).isPresent();
    assertThat(memory.proposal(RosterKind.GUESTS, List.of("Badge", "Nom"))).isEmpty();
  }
}
