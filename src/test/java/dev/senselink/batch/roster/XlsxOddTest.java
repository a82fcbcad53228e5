package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What .xlsx files of other programs hold, and what no program should write. */
class XlsxOddTest {
  private static final String HEADER = XlsxFile.texts(1, List.of("name", "remark"));

  @TempDir private Path folder;

  private List<Row> rows(XlsxFile workbook) throws IOException {
    List<Row> rows = new ArrayList<>();
    Path file = workbook.write(folder.resolve("staff.xlsx"));
    try (Roster roster = Roster.open(file, "staff", RosterSettings.of(RosterKind.USERS))) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private List<String> cells(XlsxFile workbook) throws IOException {
    return rows(workbook).get(0).cells();
  }

  private static XlsxFile staff(String... cells) {
    return new XlsxFile().sheet("Staff", HEADER, XlsxFile.row(2, cells));
  }

  private void assertCorrupt(XlsxFile workbook, String says) {
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> rows(workbook))
        .withMessageStartingWith("CORRUPT: staff: ")
        .withMessageContaining(says)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", folder.toString()));
  }

  @Test
  void shared_texts_are_put_together_without_their_reading_aid() throws IOException {
    XlsxFile workbook =
        staff("<c r='A2' t='s'><v>0</v></c>", "<c r='B2' t='s'><v> 1 </v></c>")
            .texts(
                "<t>漢字</t><rPh sb='0' eb='2'><t>カンジ</t></rPh><phoneticPr fontId='1'/>",
                "<r><rPr><b/></rPr><t>bo</t></r><r><t xml:space='preserve'>ld and </t></r><r><t><![CDATA[<plain>]]></t></r>");

    assertThat(cells(workbook)).containsExactly("漢字", "bold and <plain>");
  }

  @Test
  void inline_texts_have_runs_and_reading_aids_too() throws IOException {
    assertThat(
            cells(
                staff(
                    "<c t='inlineStr'><is><r><t>A</t></r><rPh sb='0' eb='1'><t>no</t></rPh><r><t>na</t></r></is></c>",
                    "<c t='str'><v>plain &amp; simple</v></c>")))
        .containsExactly("Ana", "plain & simple");
  }

  @Test
  void characters_that_xml_cannot_hold_are_read() throws IOException {
    assertThat(
            cells(
                staff(XlsxFile.text("Ana"), "<c t='str'><v>a_x000D__x000A_b_x005F_x0041_</v></c>")))
        .containsExactly("Ana", "a\r\nb_x0041_");
  }

  @Test
  void cells_and_rows_without_a_place_follow_each_other() throws IOException {
    XlsxFile workbook =
        new XlsxFile()
            .sheet(
                "Staff",
                "<row>" + XlsxFile.text("name") + "<c r='D1' t='str'><v>remark</v></c></row>",
                "<row r='5'><c r='D5' t='str'><v>x</v></c></row>",
                "<row>" + XlsxFile.text("Ana") + "<c r='D6' t='str'><v>y</v></c></row>");

    List<Row> rows = rows(workbook);

    assertThat(rows.stream().map(row -> row.ref().line())).containsExactly(5L, 6L);
    assertThat(rows.get(0).cells()).containsExactly("", "", "", "x");
    assertThat(rows.get(1).cells()).containsExactly("Ana", "", "", "y");
  }

  @Test
  void a_formula_that_was_never_worked_out_is_told() throws IOException {
    for (String result : new String[] {"", "<v/>", "<v></v>"}) {
      Row row = rows(staff("<c r='A2'><f>B2&amp;1</f>" + result + "</c>")).get(0);

      assertThat(row.faults())
          .singleElement()
          .extracting(CellFault::code)
          .isEqualTo("CELL_UNREADABLE");
      assertThat(row.faults().get(0).reason()).contains("never calculated").contains("save it");
      assertThat(row.cells()).containsExactly("#N/A", "");
    }
  }

  @Test
  void a_formula_that_gives_an_empty_text_is_blank() throws IOException {
    List<Row> rows = rows(staff(XlsxFile.text("Ana"), "<c r='B2' t='str'><f>\"\"</f><v></v></c>"));

    assertThat(rows.get(0).cells()).containsExactly("Ana", "");
    assertThat(rows.get(0).faults()).isEmpty();
  }

  @Test
  void shared_formulas_have_their_stored_values() throws IOException {
    assertThat(
            cells(
                staff(
                    "<c r='A2' t='str'><f t='shared' ref='A2:A9' si='0'>C2</f><v>Ana</v></c>",
                    "<c r='B2'><f t='shared' si='0'/><v>7</v></c>")))
        .containsExactly("Ana", "7");
  }

  @Test
  void dates_may_be_written_in_iso_form() throws IOException {
    assertThat(
            cells(
                staff(
                    "<c t='d'><v>1990-05-07T00:00:00Z</v></c>", "<c t='d'><v>1990-05-07</v></c>")))
        .containsExactly("1990-05-07", "1990-05-07");
    assertThat(cells(staff(XlsxFile.text("Ana"), "<c t='d'><v>1990-05-07T12:30:00.250</v></c>")))
        .containsExactly("Ana", "1990-05-07 12:30:00");
  }

  @Test
  void names_of_parts_may_differ_in_case_and_slashes_and_be_absolute() throws IOException {
    XlsxFile workbook =
        new XlsxFile()
            .part(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='s1' Type='x/worksheet' Target='/XL/Other/../Tables/./one.xml'/></Relationships>")
            .sheetOf("Staff", "visible", "")
            .part(
                "xl\\tables\\One.XML",
                "<worksheet><sheetData>"
                    + HEADER
                    + XlsxFile.texts(2, List.of("Ana"))
                    + "</sheetData></worksheet>");

    assertThat(cells(workbook)).startsWith("Ana");
  }

  @Test
  void strict_workbooks_are_read_the_same() throws IOException {
    String main = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    String refers = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    XlsxFile workbook =
        new XlsxFile()
            .part(
                "_rels/.rels",
                "<Relationships><Relationship Id='r' Type='"
                    + refers
                    + "/officeDocument' Target='xl/workbook.xml'/></Relationships>")
            .part(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='s1' Type='"
                    + refers
                    + "/worksheet' Target='s.xml'/></Relationships>")
            .part(
                "xl/workbook.xml",
                "<x:workbook xmlns:x='"
                    + main
                    + "' xmlns:r='"
                    + refers
                    + "' conformance='strict'><x:sheets><x:sheet name='S' sheetId='1' r:id='s1'/></x:sheets></x:workbook>")
            .part(
                "xl/s.xml",
                "<x:worksheet xmlns:x='"
                    + main
                    + "'><x:sheetData><x:row r='1'><x:c t='str'><x:v>name</x:v></x:c></x:row><x:row r='2'><x:c t='str'><x:v>Ana</x:v></x:c></x:row></x:sheetData></x:worksheet>");

    assertThat(cells(workbook)).containsExactly("Ana");
  }

  @Test
  void parts_in_utf16_are_read() throws IOException {
    String sheet =
        "<?xml version='1.0' encoding='UTF-16'?><worksheet><sheetData>"
            + HEADER
            + XlsxFile.texts(2, List.of("莫伟"))
            + "</sheetData></worksheet>";
    XlsxFile workbook = new XlsxFile().sheetOf("Staff", "visible", "");
    workbook.part("xl/worksheets/sheet1.xml", sheet.getBytes(UTF_16));

    assertThat(cells(workbook)).startsWith("莫伟");
  }

  @Test
  void charts_are_no_sheets() throws IOException {
    XlsxFile workbook =
        new XlsxFile()
            .part(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='s1' Type='x/chartsheet' Target='c.xml'/><Relationship Id='s2' Type='x/worksheet' Target='worksheets/sheet2.xml'/></Relationships>")
            .sheetOf("Chart", "visible", "")
            .sheet("Staff", HEADER, XlsxFile.texts(2, List.of("Ana")));

    assertThat(cells(workbook)).startsWith("Ana");
  }

  @ParameterizedTest
  @CsvSource({
    "'<v>abc</v>', n, abc",
    "'<v>NaN</v>', n, NaN",
    "'<v>yesterday</v>', d, yesterday",
    "'<v>T08:30:00</v>', d, T08:30:00",
    "'<v>08:30</v>', d, 08:30"
  })
  void one_odd_cell_is_unreadable_where_it_is_needed_and_else_text(
      String value, String type, String text) throws IOException {
    String odd = "<c t='%s'>%s</c>".formatted(type, value);
    String header = XlsxFile.texts(1, List.of("name", "remark", "shoe size"));
    XlsxFile needed =
        new XlsxFile().sheet("Staff", header, XlsxFile.row(2, XlsxFile.text("Ana"), odd));
    XlsxFile other =
        new XlsxFile()
            .sheet("Staff", header, XlsxFile.row(2, XlsxFile.text("Ana"), XlsxFile.text("x"), odd));

    assertThat(rows(needed).get(0).faults())
        .extracting(CellFault::code)
        .containsExactly("CELL_UNREADABLE");
    assertThat(rows(other).get(0).faults()).isEmpty();
    assertThat(cells(other)).containsExactly("Ana", "x", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<c t='s'><v>5</v></c>",
        "<c t='s'><v>-1</v></c>",
        "<c t='s'><v>x</v></c>",
        "<c r='XFE2'><v>1</v></c>",
        "<c r='2'><v>1</v></c>",
        "<c r='A'><v>1</v></c>",
        "<c r='A0'><v>1</v></c>",
        "<c s='x'><v>1</v></c>",
        "<c><v>1</c>",
        "<c><v>1</v></c></row><row r='0'>",
        "<c><v>1</v></c></row><row r='-5'>",
        "<c>&none;</c>",
      })
  void what_no_spreadsheet_writes_is_damage(String cell) {
    assertCorrupt(
        staff(cell).texts("<t>a</t>"),
        "damaged: the part xl/worksheets/sheet1.xml is broken near line 1");
  }

  @Test
  void a_part_that_is_missing_or_no_xml_is_named() {
    assertCorrupt(
        new XlsxFile().part("_rels/.rels", "<Relationships/>"),
        "does not say where its sheets are");
    assertCorrupt(
        staff().part("xl/_rels/workbook.xml.rels", "<Relationships/>"),
        "does not say where one of its sheets is");
    assertCorrupt(staff().part("xl/workbook.xml", "plain text"), "xl/workbook.xml");
    assertCorrupt(staff().part("xl/workbook.xml", ""), "xl/workbook.xml");
    assertCorrupt(staff().styles(0).part("xl/styles.xml", "<styleSheet><xf"), "xl/styles.xml");
    assertCorrupt(
        staff().texts().part("xl/sharedStrings.xml", "<sst><si><t>"), "xl/sharedStrings.xml");
  }

  @Test
  void texts_that_no_cell_shares_need_no_part() throws IOException {
    XlsxFile workbook =
        staff(XlsxFile.text("Ana"))
            .part(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='s1' Type='x/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='t' Type='x/sharedStrings' Target='sharedStrings.xml'/></Relationships>");

    assertThat(cells(workbook)).startsWith("Ana");
  }
}
