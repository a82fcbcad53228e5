package dev.senselink.batch.table.excel;

import static dev.senselink.batch.roster.XlsxFile.row;
import static dev.senselink.batch.roster.XlsxFile.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.roster.XlsxFile;
import dev.senselink.batch.table.CellMark;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the pictures of a sheet lie. */
class XlsxPicturesTest {
  private static final String RELATIONS =
      "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
          + "<Relationship Id='%s' Type='http://x/%s' Target='%s'/></Relationships>";

  @TempDir Path folder;

  private XlsxFile book(String drawing) {
    return new XlsxFile()
        .sheetOf(
            "Staff",
            "visible",
            "<sheetFormatPr defaultRowHeight='15'/><sheetData>"
                + row(1, text("name"))
                + row(2, text("Ana")).replace("<row ", "<row ht='60' ")
                + row(3, text("Bo"))
                + "</sheetData><drawing/>")
        .part(
            "xl/worksheets/_rels/sheet1.xml.rels",
            RELATIONS.formatted("d", "drawing", "../drawings/drawing1.xml"))
        .part(
            "xl/drawings/_rels/drawing1.xml.rels",
            RELATIONS.formatted("p", "image", "../media/image1.jpeg"))
        .part("xl/media/image1.jpeg", new byte[] {1, 2, 3})
        .part("xl/drawings/drawing1.xml", drawing);
  }

  private PicturesOfSheet read(XlsxFile book) throws IOException {
    try (XlsxWorkbook workbook =
        XlsxWorkbook.open(book.write(folder.resolve("book.xlsx")), "book.xlsx")) {
      return workbook.pictures(0);
    }
  }

  private static String corner(String name, int row, int column, long offset) {
    return "<%s><col>%d</col><colOff>0</colOff><row>%d</row><rowOff>%d</rowOff></%s>"
        .formatted(name, column, row, offset, name);
  }

  private static String drawing(String element, String inside) {
    String pic =
        "<pic><blipFill><blip embed='p'/></blipFill><spPr><xfrm><ext cy='9'/></xfrm></spPr></pic>";
    return "<wsDr><" + element + ">" + inside + pic + "</" + element + "></wsDr>";
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1, 700000, 2, 2", // within its row
    "1, 0, 2, 0, 2, 2", // exactly as high as it
    "1, 0, 2, 25400, 2, 2", // two points over its edge
    "1, 0, 2, 25401, 2, 3",
    "1, 9, 3, 90000, 2, 4",
  })
  void two_corners_say_over_which_rows_it_lies(
      int row, long offset, int to, long end, int first, int last) throws IOException {
    String inside = corner("from", row, 2, offset) + corner("to", to, 3, end);

    assertThat(read(book(drawing("twoCellAnchor", inside))).placed())
        .containsExactly(new CellPicture(first, last, 2, "xl/media/image1.jpeg"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 762000, 2", // as high as its row of 60 points
    "1, 25400, 762000, 2",
    "1, 25401, 762000, 3",
    "2, 0, 400000, 4", // rows of 15 points
  })
  void one_corner_and_a_height_are_held_against_the_heights_of_the_rows(
      int row, long offset, long height, int last) throws IOException {
    String inside = corner("from", row, 0, offset) + "<ext cx='1' cy='" + height + "'/>";

    assertThat(read(book(drawing("oneCellAnchor", inside))).placed())
        .containsExactly(new CellPicture(row + 1, last, 0, "xl/media/image1.jpeg"));
  }

  @Test
  void a_background_is_nobodys_photo() throws IOException {
    String inside = corner("from", 0, 0, 0) + corner("to", 900, 3, 0);

    assertThat(read(book(drawing("twoCellAnchor", inside))).isEmpty()).isTrue();
  }

  @Test
  void what_is_no_picture_or_refers_to_none_is_left_out() throws IOException {
    String place = corner("from", 1, 0, 0) + corner("to", 1, 1, 9);
    String drawing =
        "<wsDr><twoCellAnchor>"
            + place
            + "<graphicFrame/></twoCellAnchor><twoCellAnchor>"
            + place
            + "<pic><blip embed='nothing'/></pic></twoCellAnchor></wsDr>";

    assertThat(read(book(drawing)).isEmpty()).isTrue();
  }

  @Test
  void pictures_that_formulas_show_are_known_by_their_names() throws IOException {
    XlsxFile book =
        book("<wsDr/>")
            .referTo("c", "cellImage", "cellimages.xml")
            .part(
                "xl/_rels/cellimages.xml.rels",
                RELATIONS.formatted("p", "image", "media/image1.jpeg"))
            .part(
                "xl/cellimages.xml",
                "<cellImages><cellImage><pic><nvPicPr><cNvPr id='1' name='ID_A'/></nvPicPr>"
                    + "<blipFill><blip embed='p'/></blipFill></pic></cellImage></cellImages>");

    assertThat(read(book).named())
        .containsExactly(java.util.Map.entry("ID_A", "xl/media/image1.jpeg"));
  }

  /** As Excel 365 writes it: behind the cell's number stand four parts, and then the picture. */
  private static XlsxFile placedInCells(String metadata, String values) {
    return new XlsxFile()
        .sheetOf(
            "Staff",
            "visible",
            "<sheetData>"
                + row(1, text("name"), text("photo"))
                + row(2, text("Ana"), "<c r='B2' t='e' vm='2'><v>#VALUE!</v></c>")
                + row(3, text("Bo"), "<c t='e' vm='1'><v>#VALUE!</v></c>")
                + row(4, text("Cy"), "<c r='B4' t='e' vm='3'><v>#VALUE!</v></c>")
                + row(5, text("Di"), "<c r='B5' t='e'><v>#VALUE!</v></c>")
                + "</sheetData>")
        .referTo("m", "sheetMetadata", "metadata.xml")
        .referTo("v", "rdRichValue", "richData/rdrichvalue.xml")
        .referTo("s", "rdRichValueStructure", "richData/rdrichvaluestructure.xml")
        .referTo("r", "richValueRel", "richData/richValueRel.xml")
        .part("xl/metadata.xml", metadata)
        .part("xl/richData/rdrichvalue.xml", values)
        .part(
            "xl/richData/rdrichvaluestructure.xml",
            "<rvStructures><s t='_error'><k n='errorType' t='i'/></s><s t='_localImage'>"
                + "<k n='CalcOrigin' t='i'/><k n='_rvRel:LocalImageIdentifier' t='i'/></s>"
                + "</rvStructures>")
        .part(
            "xl/richData/richValueRel.xml",
            "<richValueRels><rel id='q'/><rel id='p'/></richValueRels>")
        .part(
            "xl/richData/_rels/richValueRel.xml.rels",
            RELATIONS
                .formatted("p", "image", "../media/image1.jpeg")
                .replace(
                    "</Relationships>",
                    "<Relationship Id='q' Type='http://x/image' Target='../media/image2.png'/>"
                        + "</Relationships>"))
        .part("xl/media/image1.jpeg", new byte[] {1, 2, 3})
        .part("xl/media/image2.png", new byte[] {4, 5, 6});
  }

  /** Dynamic arrays are metadata too, and stand in the same part. */
  private static final String METADATA =
      "<metadata><metadataTypes><metadataType name='XLDAPR'/><metadataType name='XLRICHVALUE'/>"
          + "</metadataTypes><futureMetadata name='XLDAPR'><bk/></futureMetadata>"
          + "<futureMetadata name='XLRICHVALUE'><bk><rvb i='0'/></bk><bk><rvb i='2'/></bk>"
          + "<bk><rvb i='1'/></bk></futureMetadata>"
          + "<cellMetadata><bk><rc t='1' v='0'/></bk></cellMetadata>"
          + "<valueMetadata><bk><rc t='2' v='1'/></bk><bk><rc t='2' v='0'/></bk>"
          + "<bk><rc t='2' v='2'/></bk></valueMetadata></metadata>";

  private static final String VALUES =
      "<rvData><rv s='1'><v>5</v><v>0</v></rv><rv s='0'><v>8</v></rv>"
          + "<rv s='1'><v>5</v><v>1</v></rv></rvData>";

  @Test
  void pictures_placed_in_cells_are_where_the_cells_are() throws IOException {
    assertThat(read(placedInCells(METADATA, VALUES)).placed())
        .containsExactly(
            new CellPicture(2, 2, 1, "xl/media/image2.png"),
            new CellPicture(3, 3, 1, "xl/media/image1.jpeg"));
  }

  /** What other programs show beside a picture is no cell; an error without one stays an error. */
  @Test
  void a_cell_that_is_a_picture_is_blank_and_any_other_error_is_one() throws IOException {
    Path file = placedInCells(METADATA, VALUES).write(folder.resolve("book.xlsx"));
    try (XlsxWorkbook workbook = XlsxWorkbook.open(file, "book.xlsx");
        Workbook.Lines lines = workbook.open(0)) {
      lines.next();
      for (String name : List.of("Ana", "Bo")) {
        assertThat(lines.next().cells()).containsExactly(name);
      }
      for (String name : List.of("Cy", "Di")) {
        TableLine line = lines.next();
        assertThat(line.cells()).containsExactly(name, "#VALUE!");
        assertThat(line.marks()).containsEntry(1, CellMark.UNREADABLE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rvData><rv s='9'><v>5</v><v>0</v></rv></rvData>",
        "<rvData><rv s='1'><v>5</v><v>77</v></rv></rvData>",
        "<rvData><rv s='1'><v>5</v><v>-1</v></rv></rvData>",
        "<rvData><rv s='x'><v>5</v></rv><v>1</v></rvData>",
        "<rvData/>"
      })
  void a_value_that_leads_nowhere_is_no_picture(String values) throws IOException {
    assertThat(read(placedInCells(METADATA, values)).isEmpty()).isTrue();
    assertThat(read(placedInCells("<metadata><rc t='1' v='0'/></metadata>", VALUES)).isEmpty())
        .isTrue();
  }

  @Test
  void a_hostile_drawing_ends_the_reading() {
    for (String drawing :
        List.of(
            "<!DOCTYPE x [<!ENTITY a 'b'>]><wsDr>&a;</wsDr>",
            "<wsDr><twoCellAnchor>",
            "<wsDr><twoCellAnchor><from><row>1")) {
      assertThatExceptionOfType(TableFileException.class)
          .as(drawing)
          .isThrownBy(() -> read(book(drawing)))
          .satisfies(e -> assertThat(e.code()).isEqualTo(TableFileException.Code.CORRUPT));
    }
  }

  @Test
  void numbers_that_are_none_place_it_at_the_top() throws IOException {
    String inside =
        "<from><col>-1</col><row>x</row><rowOff>99999999999999999999</rowOff></from>"
            + corner("to", 0, 0, 1);

    assertThat(read(book(drawing("twoCellAnchor", inside))).placed())
        .containsExactly(new CellPicture(1, 1, 0, "xl/media/image1.jpeg"));
  }

  @Test
  void a_place_is_named_as_a_spreadsheet_does() {
    assertThat(new CellPicture(5, 5, 2, "").place()).isEqualTo("C5");
    assertThat(new CellPicture(10, 10, 27, "").place()).isEqualTo("AB10");
  }
}
