package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every kind of workbook must do. A new one adds a subclass, never a new promise. */
public abstract class WorkbookContract {
  @TempDir private Path folder;
  private Workbook book;

  /** An empty workbook of this kind. */
  public abstract Workbook create();

  /** Makes it count its days from 1904. */
  public abstract void countFrom1904(Workbook workbook);

  @BeforeEach
  void open() {
    book = create();
  }

  @AfterEach
  void close() throws IOException {
    book.close();
  }

  private static void row(Sheet sheet, int line, Object... values) {
    org.apache.poi.ss.usermodel.Row row = sheet.createRow(line - 1);
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Number number) {
        row.createCell(i).setCellValue(number.doubleValue());
      } else if (values[i] instanceof Boolean bool) {
        row.createCell(i).setCellValue(bool);
      } else {
        row.createCell(i).setCellValue((String) values[i]);
      }
    }
  }

  private Path saved() throws IOException {
    Path file = folder.resolve("roster.xls");
    try (OutputStream out = Files.newOutputStream(file)) {
      book.write(out);
    }
    return file;
  }

  private List<Row> rows() throws IOException {
    return rows(RosterSettings.of(RosterKind.USERS));
  }

  private List<Row> rows(RosterSettings settings) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (Roster roster = Roster.open(saved(), "staff", settings)) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private RosterShape shape(RosterSettings settings) throws IOException {
    try (Roster roster = Roster.open(saved(), "staff", settings)) {
      return roster.shape();
    }
  }

  private static List<String> codes(Row row) {
    return row.faults().stream().map(fault -> fault.code() + " " + fault.header()).toList();
  }

  private CellStyle style(String format) {
    CellStyle style = book.createCellStyle();
    style.setDataFormat(book.createDataFormat().getFormat(format));
    return style;
  }

  private CellStyle builtIn(int format) {
    CellStyle style = book.createCellStyle();
    style.setDataFormat((short) format);
    return style;
  }

  private static void cell(Sheet sheet, int line, int column, double value, CellStyle style) {
    Cell cell = sheet.getRow(line - 1).createCell(column);
    cell.setCellValue(value);
    cell.setCellStyle(style);
  }

  @ParameterizedTest
  @CsvSource({
    "1001, 1001",
    "13812345678, 13812345678",
    "0.1, 0.1",
    "1.1, 1.1",
    "-2.5, -2.5",
    "-7, -7",
    "0, 0",
    "1e-3, 0.001",
    "123456789012345, 123456789012345",
    "2.0000000000000004, 2.0000000000000004",
    "0.30000000000000004, 0.30000000000000004",
    "1e21, 1000000000000000000000",
    "9007199254740993, 9007199254740992",
  })
  void a_number_is_its_shortest_exact_decimal(double number, String text) throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "remark");
    row(sheet, 2, "Ana", number);

    assertThat(rows().get(0).cells()).containsExactly("Ana", text);
  }

  @Test
  void a_number_of_16_digits_is_a_destroyed_identifier_and_no_text() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "idNumber", "icNumber", "remark");
    row(sheet, 2, "Ana", 110101199003077123d, 999999999999999d, 110101199003077123d);
    row(sheet, 3, "Bo", "110101199003077123", 1e15, "");

    List<Row> rows = rows();

    assertThat(codes(rows.get(0))).containsExactly("NUMBER_DAMAGED idNumber");
    assertThat(rows.get(0).cells())
        .containsExactly("Ana", "1.1010119900307712E+17", "999999999999999", "110101199003077120");
    assertThat(codes(rows.get(1))).containsExactly("NUMBER_DAMAGED icNumber");
    assertThat(rows.get(1).cells()).containsExactly("Bo", "110101199003077123", "1E+15", "");
  }

  @Test
  void a_destroyed_identifier_stays_one_in_the_file_that_is_to_be_mended() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "idNumber");
    row(sheet, 2, "Ana", 110101199003077123d);
    String cell = rows().get(0).cells().get(1);

    Row again = Rows.ofUsers("name,idNumber\nAna," + cell + "\n").get(0);

    assertThat(codes(again)).containsExactly("NUMBER_DAMAGED idNumber");
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy-mm-dd, 33000, 1990-05-07",
    "yyyy-mm-dd, 33000.5, 1990-05-07 12:00:00",
    "dd/mm/yy hh:mm, 33000.75, 1990-05-07 18:00:00",
    "dd/mm/yy hh:mm, 33000, 1990-05-07",
    "'[$-804]yyyy\"年\"m\"月\"d\"日\";@', 33000, 1990-05-07",
    "[Red]d mmm, 33000, 1990-05-07",
    "mmm-yy, 33000, 1990-05-07",
    "yyyy-mm-dd, 45000.999999, 2023-03-16",
    "yyyy-mm-dd, 1, 1900-01-01",
    "yyyy-mm-dd, 59, 1900-02-28",
    "yyyy-mm-dd, 60, 1900-02-29",
    "yyyy-mm-dd, 61, 1900-03-01",
    "yyyy-mm-dd, 2958465, 9999-12-31",
    "yyyy-mm-dd, 2958466, 2958466",
    "yyyy-mm-dd, -1, -1",
    "h:mm, 0.5, 12:00:00",
    "[h]:mm, 1.5, 36:00:00",
    "'0.00E+00', 33000, 33000",
    "'#,##0.00_);[Red](#,##0.00)', 33000, 33000",
    "'\"day\" 0', 33000, 33000",
    "General, 33000, 33000",
    "'0\\d', 33000, 33000",
  })
  void a_date_is_told_by_its_format(String format, double number, String text) throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "birthday");
    row(sheet, 2, "Ana");
    cell(sheet, 2, 1, number, style(format));

    assertThat(rows().get(0).cells()).containsExactly("Ana", text);
  }

  @ParameterizedTest
  @CsvSource({
    "14, 1990-05-07",
    "22, 1990-05-07",
    "27, 1990-05-07",
    "31, 1990-05-07",
    "36, 1990-05-07",
    "57, 1990-05-07",
    "58, 1990-05-07",
    "0, 33000",
    "1, 33000",
    "10, 33000",
    "49, 33000",
  })
  void formats_that_spreadsheets_know_by_number_are_known(int format, String text)
      throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "birthday");
    row(sheet, 2, "Ana");
    cell(sheet, 2, 1, 33000, builtIn(format));

    assertThat(rows().get(0).cells()).containsExactly("Ana", text);
  }

  @Test
  void days_may_be_counted_from_1904() throws IOException {
    countFrom1904(book);
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "birthday", "entryTime");
    row(sheet, 2, "Ana");
    cell(sheet, 2, 1, 31538, style("yyyy-mm-dd"));
    cell(sheet, 2, 2, 0, style("yyyy-mm-dd"));

    assertThat(rows().get(0).cells()).containsExactly("Ana", "1990-05-07", "1904-01-01");
  }

  @Test
  void a_visit_that_ends_at_midnight_ends_then_and_not_a_day_later() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "mobile", "host", "from", "to");
    row(sheet, 2, "Ana", "1", "2");
    row(sheet, 3, "Bo", "1", "2");
    CellStyle time = style("yyyy-mm-dd hh:mm");
    cell(sheet, 2, 3, 45000.5, time);
    cell(sheet, 2, 4, 45001, time);
    cell(sheet, 3, 3, 45000, style("yyyy-mm-dd"));
    cell(sheet, 3, 4, 45001, style("yyyy-mm-dd"));

    List<Row> rows = rows(RosterSettings.of(RosterKind.GUESTS));

    assertThat(rows.get(0).cells()).endsWith("2023-03-15 12:00:00", "2023-03-16 00:00:00");
    assertThat(rows.get(1).cells()).endsWith("2023-03-15", "2023-03-16");
  }

  @Test
  void booleans_are_words() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "remark", "position");
    row(sheet, 2, "Ana", true, false);

    assertThat(rows().get(0).cells()).containsExactly("Ana", "TRUE", "FALSE");
  }

  @Test
  void a_formula_is_its_stored_value() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "jobNumber", "birthday", "position", "remark");
    row(sheet, 2, "Ana");
    org.apache.poi.ss.usermodel.Row row = sheet.getRow(1);
    row.createCell(1).setCellFormula("1000+1");
    row.createCell(2).setCellFormula("DATE(1990,5,7)");
    row.getCell(2).setCellStyle(style("yyyy-mm-dd"));
    row.createCell(3).setCellFormula("A2&\"!\"");
    row.createCell(4).setCellFormula("1=1");
    book.getCreationHelper().createFormulaEvaluator().evaluateAll();

    assertThat(rows().get(0).cells()).containsExactly("Ana", "1001", "1990-05-07", "Ana!", "TRUE");
  }

  @Test
  void an_error_in_a_cell_the_row_needs_is_told_and_any_other_is_not() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "mobile", "shoes");
    row(sheet, 2, "Ana", "1", "44");
    row(sheet, 3, "Bo", "1", "44");
    row(sheet, 4, "Cy", "1", "44");
    sheet.getRow(1).createCell(1).setCellErrorValue(FormulaError.NA.getCode());
    sheet.getRow(2).createCell(2).setCellErrorValue(FormulaError.REF.getCode());
    sheet.getRow(3).createCell(0).setCellFormula("1/0");
    book.getCreationHelper().createFormulaEvaluator().evaluateAll();

    List<Row> rows = rows();

    assertThat(rows.stream().map(WorkbookContract::codes))
        .containsExactly(
            List.of("CELL_UNREADABLE mobile"), List.of(), List.of("CELL_UNREADABLE name"));
    assertThat(rows.get(0).cells()).containsExactly("Ana", "#N/A", "44");
    assertThat(rows.get(1).cells()).containsExactly("Bo", "1", "#REF!");
    assertThat(rows.get(2).cells()).containsExactly("#DIV/0!", "1", "44");
  }

  @Test
  void an_error_stays_one_in_the_file_that_is_to_be_mended() {
    Row again = Rows.ofUsers("name,mobile,shoes\nAna,#N/A,#REF!\n").get(0);

    assertThat(codes(again)).containsExactly("CELL_UNREADABLE mobile");
  }

  @Test
  void a_cell_merged_down_holds_for_each_row_where_one_may_say_it_for_several() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "Staff of 2026", "left over", "");
    row(sheet, 2, "name", "department", "gender", "position");
    row(sheet, 3, "Ana", "Sales", "F", "Clerk");
    row(sheet, 4, "Bo", "seen by nobody", "", "");
    row(sheet, 5, "Cy");
    row(sheet, 6, "Di", "Law", "M", "Head");
    sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 2));
    sheet.addMergedRegion(new CellRangeAddress(2, 4, 1, 1));
    sheet.addMergedRegion(new CellRangeAddress(2, 3, 2, 2));
    sheet.addMergedRegion(new CellRangeAddress(2, 3, 3, 3));

    List<Row> rows = rows();

    assertThat(rows.stream().map(row -> row.text(RosterColumn.DEPARTMENT)))
        .containsExactly("Sales", "Sales", "Sales", "Law");
    assertThat(rows.stream().map(row -> row.text(RosterColumn.GENDER)))
        .containsExactly("F", "F", "", "M");
    assertThat(rows.stream().map(row -> row.text(RosterColumn.POSITION)))
        .containsExactly("Clerk", "", "", "Head");
    assertThat(rows.get(1).cells()).containsExactly("Bo", "Sales", "F", "");
    assertThat(rows.get(1).warnings())
        .singleElement()
        .asString()
        .contains("position belongs to a merged cell", "read as blank");
    assertThat(rows.stream().map(WorkbookContract::codes)).allMatch(List::isEmpty);
    assertThat(shapeAtTheEnd().warnings())
        .anyMatch(told -> told.contains("department: 2 rows take the value of a merged cell above"))
        .anyMatch(
            told -> told.contains("gender: 1 row takes the value") && told.contains("line 4"));
  }

  @Test
  void a_cell_merged_down_is_nobodys_where_it_says_who_somebody_is() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "jobNumber", "mobile", "photo");
    row(sheet, 2, "Ana", "1", "138", "a.jpg");
    row(sheet, 3, "", "2", "139", "b.jpg");
    row(sheet, 4, "Cy", "3", "140", "c.jpg");
    row(sheet, 5, "Di", "4", "", "");
    sheet.addMergedRegion(new CellRangeAddress(1, 2, 0, 0));
    sheet.addMergedRegion(new CellRangeAddress(3, 4, 2, 2));
    sheet.addMergedRegion(new CellRangeAddress(3, 4, 3, 3));

    List<Row> rows = rows();

    assertThat(rows.stream().map(WorkbookContract::codes))
        .containsExactly(
            List.of("CELL_UNREADABLE name"),
            List.of("CELL_UNREADABLE name"),
            List.of("CELL_UNREADABLE mobile", "CELL_UNREADABLE photo"),
            List.of("CELL_UNREADABLE mobile", "CELL_UNREADABLE photo"));
    assertThat(rows.get(1).faults().get(0).reason())
        .isEqualTo(
            "name is a merged cell over several rows, so it is not clear to which row its value "
                + "belongs. Unmerge it and type the value into its row");
    assertThat(rows.get(1).cells()).startsWith("Ana", "2"); // seen in the file to be mended
  }

  @Test
  void a_header_of_two_lines_gives_nothing_to_the_rows_below_it() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "department", "remark");
    row(sheet, 2, "", "", "");
    row(sheet, 3, "Ana", "", "a");
    sheet.addMergedRegion(new CellRangeAddress(0, 1, 0, 0));
    sheet.addMergedRegion(new CellRangeAddress(0, 2, 1, 1));

    Row row = rows().get(0);

    assertThat(row.cells()).containsExactly("Ana", "", "a");
    assertThat(codes(row)).isEmpty();
  }

  private RosterShape shapeAtTheEnd() throws IOException {
    try (Roster roster = Roster.open(saved(), "staff", RosterSettings.of(RosterKind.USERS))) {
      while (roster.next() != null) {
        // Only what is told in the end.
      }
      return roster.shape();
    }
  }

  @Test
  void hidden_rows_and_columns_are_read_and_hidden_rows_are_told() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "mobile");
    row(sheet, 2, "Ana", "1");
    row(sheet, 3, "Bo", "2");
    sheet.getRow(2).setZeroHeight(true);
    sheet.setColumnHidden(1, true);

    List<Row> rows = rows();

    assertThat(rows.stream().map(row -> row.text(RosterColumn.MOBILE))).containsExactly("1", "2");
    assertThat(rows.get(0).warnings()).isEmpty();
    assertThat(rows.get(1).warnings()).singleElement().asString().contains("hides this row");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "00000      | false",
        "\"A\"00000 | true",
        "\\A0        | true",
        "00-000     | true",
        "[Red]00000 | false",
        "_-* 00000_-| false",
      })
  void a_number_shown_with_what_it_does_not_have_is_a_warning(String format, boolean always)
      throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "jobNumber", "remark");
    for (int line = 2; line < 4; line++) {
      row(sheet, line, "Ana");
      cell(sheet, line, 1, line == 2 ? 7 : 12345, style(format));
      cell(sheet, line, 2, 7, style(format));
    }

    List<Row> rows = rows();

    assertThat(rows.get(0).text(RosterColumn.JOB_NUMBER)).isEqualTo("7");
    assertThat(rows.get(0).warnings()).singleElement().asString().contains("leading zeros");
    assertThat(rows.get(1).warnings()).hasSize(always ? 1 : 0);
  }

  @Test
  void the_first_visible_sheet_with_a_header_is_read() throws IOException {
    row(book.createSheet("Old"), 1, "name", "mobile");
    book.setSheetVisibility(0, SheetVisibility.HIDDEN);
    row(book.createSheet("Very old"), 1, "name", "mobile");
    book.setSheetVisibility(1, SheetVisibility.VERY_HIDDEN);
    row(book.createSheet("Read me"), 1, "This workbook holds our staff");
    book.createSheet("Blank");
    Sheet sheet = book.createSheet("Staff");
    row(sheet, 2, "name", "mobile");
    row(sheet, 3, "Ana", "1");
    row(book.createSheet("Second"), 1, "name", "mobile");
    book.setActiveSheet(2);

    RosterShape shape = shape(RosterSettings.of(RosterKind.USERS));

    assertThat(shape.sheet()).isEqualTo("Staff");
    assertThat(shape.headerLine()).isEqualTo(2);
    assertThat(shape.warnings())
        .singleElement()
        .asString()
        .contains("'Staff'", "'Old' (hidden)", "'Read me'", "'Second'", "--sheet");
    assertThat(rows()).singleElement().satisfies(row -> assertThat(row.ref().line()).isEqualTo(3));
  }

  @Test
  void a_sheet_can_be_asked_for_even_if_it_is_hidden() throws IOException {
    row(book.createSheet("Staff"), 1, "name", "mobile");
    row(book.createSheet("Other"), 1, "name", "mail");
    book.setSheetVisibility(1, SheetVisibility.HIDDEN);

    RosterSettings settings = RosterSettings.of(RosterKind.USERS);

    assertThat(shape(settings.withSheet("Other")).columns()).containsKey(RosterColumn.MAIL);
    assertThat(shape(settings.withSheet(" other")).columns()).containsKey(RosterColumn.MAIL);
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> shape(settings.withSheet("Nobody")))
        .withMessageContaining("HEADER_NOT_FOUND: staff: it has no sheet 'Nobody'")
        .withMessageContaining("'Staff', 'Other'");
  }

  @Test
  void a_header_that_only_a_hidden_sheet_holds_is_pointed_to() throws IOException {
    row(book.createSheet("Cover"), 1, "Staff");
    row(book.createSheet("Names"), 1, "name", "mail");
    book.setSheetVisibility(1, SheetVisibility.HIDDEN);

    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(this::rows)
        .withMessageContaining("hidden sheet 'Names'")
        .withMessageContaining("--sheet \"Names\"");
  }

  @Test
  void of_several_sheets_without_a_header_the_nearest_is_told() throws IOException {
    row(book.createSheet("Cover"), 1, "Notes");
    row(book.createSheet("People"), 1, "Nom", "mobile", "mail");

    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(this::rows)
        .withMessageStartingWith("HEADER_NOT_FOUND: staff, sheet 'People', line 1: ")
        .withMessageContaining("'Nom'");
  }

  @Test
  void a_header_row_is_asked_for_by_its_row_in_the_sheet() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 4, "name", "mobile");
    row(sheet, 7, "name", "mail");
    row(sheet, 9, "Ana", "a@b");

    RosterSettings settings = RosterSettings.of(RosterKind.USERS).withHeaderRow(7);

    assertThat(shape(settings).columns()).containsKey(RosterColumn.MAIL);
    assertThat(rows(settings))
        .singleElement()
        .extracting(Row::ref)
        .isEqualTo(new RowReference(1, 9));
  }

  @Test
  void a_table_may_begin_in_any_column() throws IOException {
    Sheet sheet = book.createSheet();
    sheet.createRow(3).createCell(2).setCellValue("name");
    sheet.createRow(4).createCell(2).setCellValue("Ana");

    assertThat(rows().get(0).cells()).containsExactly("", "", "Ana");
  }

  @Test
  void an_empty_workbook_is_empty() throws IOException {
    book.createSheet();

    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(this::rows)
        .satisfies(e -> assertThat(e.code()).isEqualTo(TableFileException.Code.EMPTY));
  }

  @Test
  void nothing_is_taken_off_a_text_that_looks_like_a_formula() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "remark", "position");
    row(sheet, 2, "Ana", "=1+1", "'=1+1");

    assertThat(rows().get(0).cells()).containsExactly("Ana", "=1+1", "'=1+1");
  }

  @Test
  void a_damaged_workbook_is_told_with_what_to_do_wherever_the_damage_is() throws IOException {
    Sheet sheet = book.createSheet();
    row(sheet, 1, "name", "remark");
    for (int line = 2; line < 300; line++) {
      row(sheet, line, "Ana " + line, "remark " + line * 7919);
    }
    byte[] whole = Files.readAllBytes(saved());
    for (int kept : new int[] {8, 100, 600, whole.length / 3, whole.length / 2}) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, kept));
      assertThatExceptionOfType(TableFileException.class)
          .as("cut after " + kept)
          .isThrownBy(() -> readAll(cut))
          .withMessageStartingWith("CORRUPT: staff: ");
    }
  }

  private static void readAll(Path file) {
    try (Roster roster = Roster.open(file, "staff", RosterSettings.of(RosterKind.USERS))) {
      while (roster.next() != null) {
        // Only whether it can be read.
      }
    }
  }
}
