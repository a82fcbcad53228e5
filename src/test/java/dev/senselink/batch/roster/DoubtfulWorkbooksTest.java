package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What workbooks hold that whoever filled them hardly meant: it is told, whatever their kind. */
class DoubtfulWorkbooksTest {
  private static final double DAY = 33_010; // 1990-05-17

  @TempDir private Path folder;

  private interface Filling {
    void of(Workbook book, Sheet sheet);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_number_that_became_a_date_is_told_where_it_is_an_identifier(boolean xml)
      throws IOException {
    List<Row> rows =
        rows(
            xml,
            (book, sheet) -> {
              row(sheet, 1, "name", "jobNumber", "birthday", "remark");
              row(sheet, 2, "Ana", DAY, DAY, DAY);
              CellStyle date = book.createCellStyle();
              date.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
              for (int column = 1; column <= 3; column++) {
                sheet.getRow(1).getCell(column).setCellStyle(date);
              }
            });

    assertThat(rows.get(0).text(RosterColumn.JOB_NUMBER)).isEqualTo("1990-05-17");
    assertThat(rows.get(0).warnings())
        .singleElement()
        .asString()
        .startsWith("jobNumber contains a date");
  }

  /** Of an .xlsx file they are read; of the older kind it is told that they are not. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pictures_that_are_not_read_are_told(boolean xml) throws IOException {
    Path file = folder.resolve("pictures");
    try (Workbook book = xml ? new XSSFWorkbook() : new HSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      Sheet sheet = book.createSheet("Staff");
      row(sheet, 1, "name", "photo");
      row(sheet, 2, "Ana", "");
      for (int picture = 0; picture < 2; picture++) {
        int at = book.addPicture(new byte[] {(byte) picture, 2, 3}, Workbook.PICTURE_TYPE_JPEG);
        ClientAnchor anchor = book.getCreationHelper().createClientAnchor();
        anchor.setRow1(1 + picture);
        anchor.setCol1(1);
        sheet.createDrawingPatriarch().createPicture(anchor, at);
      }
      book.write(out);
    }

    try (Roster roster = Roster.open(file, "list", RosterSettings.of(RosterKind.USERS))) {
      assertThat(String.join("\n", roster.shape().warnings()))
          .matches(
              xml ? "" : "the file holds 2 pictures, which are not read from an \\.xls file\\..*");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void who_lies_below_a_merged_cell_has_a_position_of_nobody_and_is_told(boolean xml)
      throws IOException {
    List<Row> rows =
        rows(
            xml,
            (book, sheet) -> {
              row(sheet, 1, "name", "jobNumber", "position");
              row(sheet, 2, "Ana", "1", "Clerk");
              row(sheet, 3, "Bo", "2", "");
              row(sheet, 4, "Cy", "3", "");
              sheet.addMergedRegion(new CellRangeAddress(1, 2, 2, 2));
            });

    assertThat(rows)
        .extracting(row -> row.text(RosterColumn.POSITION))
        .containsExactly("Clerk", "", "");
    assertThat(rows).extracting(row -> row.warnings().size()).containsExactly(0, 1, 0);
    assertThat(rows.get(1).warnings().get(0)).startsWith("position belongs to a merged cell");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_formula_that_nobody_has_worked_out_is_no_nought(boolean xml) throws IOException {
    List<Row> rows =
        rows(
            xml,
            (book, sheet) -> {
              row(sheet, 1, "name", "jobNumber");
              row(sheet, 2, "Ana");
              sheet.getRow(1).createCell(1).setCellFormula("1000+1");
            });

    assertThat(rows.get(0).faults()).extracting(CellFault::code).containsExactly("CELL_UNREADABLE");
    assertThat(rows.get(0).faults().get(0).reason()).contains("never calculated");
  }

  private List<Row> rows(boolean xml, Filling filling) throws IOException {
    Path file = folder.resolve("staff");
    try (Workbook book = xml ? new XSSFWorkbook() : new HSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      filling.of(book, book.createSheet("Staff"));
      book.write(out);
    }
    List<Row> rows = new ArrayList<>();
    try (Roster roster = Roster.open(file, "staff", RosterSettings.of(RosterKind.USERS))) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static void row(Sheet sheet, int line, Object... values) {
    var row = sheet.createRow(line - 1);
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Double number) {
        row.createCell(i).setCellValue(number);
      } else {
        row.createCell(i).setCellValue((String) values[i]);
      }
    }
  }
}
