package dev.senselink.batch.table.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our workbooks as others read them, and as our own reader does. */
class XlsxWriterTest {
  private static final List<SheetColumn> COLUMNS =
      List.of(SheetColumn.text("name"), SheetColumn.of("line", SheetColumn.Kind.NUMBER, 8));

  @TempDir Path folder;

  private Path written(SheetShape shape, List<List<String>> rows) throws IOException {
    Path file = folder.resolve("book.xlsx");
    Files.deleteIfExists(file);
    try (XlsxWriter book = XlsxWriter.create(file)) {
      XlsxSheetWriter sheet = book.sheet(shape);
      for (List<String> row : rows) {
        sheet.write(row);
      }
      sheet.end();
      book.finish(new SheetPictures());
    }
    return file;
  }

  private Path withName(String text) throws IOException {
    return written(SheetShape.of("people", COLUMNS), List.of(List.of(text, "7")));
  }

  private static XSSFWorkbook open(Path file) throws IOException {
    return new XSSFWorkbook(Files.newInputStream(file));
  }

  private static List<Row> rosterOf(Path file) {
    List<Row> rows = new ArrayList<>();
    try (Roster roster = Roster.open(file, "book.xlsx", RosterSettings.of(RosterKind.USERS))) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ana",
        "=1+1",
        "'quoted",
        "00042",
        " blanks\u00a0",
        "\ttab\t",
        "two\nlines\n",
        "carriage\r\nreturn\r",
        "a & b < c > d \"e\" ]]>",
        "_x0041_",
        "_x005F_ _x00zz_ _x_ __x000D_",
        "bell\u0007 null\u0000 escape\u001b",
        "\ufffe and \uffff",
        "\u0085 \u2028 \u200b \u007f",
        "\ud842\udfb7野 \ud83d\udc69\u200d\ud83d\udd2c e\u0301",
      })
  void a_text_comes_back_as_it_was(String text) throws IOException {
    Path file = withName(text);

    try (XSSFWorkbook book = open(file)) {
      XSSFCell cell = book.getSheetAt(0).getRow(1).getCell(0);
      assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
      assertThat(cell.getStringCellValue()).isEqualTo(text);
    }
    assertThat(rosterOf(file))
        .singleElement()
        .extracting(row -> row.cells().get(0))
        .isEqualTo(text);
  }

  /** Excel, other than the readers above, drops blanks at the ends unless it is told not to. */
  @ParameterizedTest
  @ValueSource(strings = {" in front", "behind ", "\nin front", "behind\n", "\u3000wide"})
  void blanks_at_the_ends_are_to_be_kept(String text) throws IOException {
    try (ZipFile zip = new ZipFile(withName(text).toFile())) {
      ZipEntry sheet = zip.getEntry("xl/worksheets/sheet1.xml");
      assertThat(new String(zip.getInputStream(sheet).readAllBytes(), StandardCharsets.UTF_8))
          .contains("<t xml:space=\"preserve\">" + text + "</t>");
    }
  }

  @Test
  void half_a_character_becomes_the_sign_for_it() throws IOException {
    String high = String.valueOf((char) 0xd842);
    String low = String.valueOf((char) 0xdfb7);
    Map<String, String> signs =
        Map.of(high, "\ufffd", "a" + low + "b", "a\ufffdb", low + high, "\ufffd\ufffd");
    for (Map.Entry<String, String> sign : signs.entrySet()) {
      assertThat(rosterOf(withName(sign.getKey())).get(0).cells().get(0))
          .isEqualTo(sign.getValue());
    }
  }

  @Test
  void the_longest_cell_is_whole_and_a_longer_one_says_that_it_is_cut() throws IOException {
    String most = "x".repeat(32_767);

    assertThat(rosterOf(withName(most)).get(0).cells().get(0)).isEqualTo(most);
    for (String more :
        List.of("y".repeat(32_768), "\ud83d\udc69".repeat(20_000), "z".repeat(900_000))) {
      String cut = rosterOf(withName(more)).get(0).cells().get(0);
      assertThat(cut)
          .hasSizeBetween(32_766, 32_767)
          .startsWith(more.substring(0, 32_000))
          .doesNotContain("\ufffd")
          .endsWith(
              String.format(
                  "… [shortened: a cell of a workbook holds 32,767 characters, this text has %,d; the"
                      + " .csv file with the same name has all of it]",
                  more.length()));
    }
  }

  @Test
  void more_columns_than_a_sheet_has_are_cut_and_told() throws IOException {
    List<String> wide = Collections.nCopies(16_400, "v");

    try (XSSFWorkbook book = open(written(SheetShape.of("people", COLUMNS), List.of(wide)))) {
      assertThat(book.getSheetAt(0).getRow(1).getLastCellNum()).isEqualTo((short) 16_384);
      assertThat(book.getSheetAt(0).getRow(1).getCell(16_382).getStringCellValue()).isEqualTo("v");
      assertThat(book.getSheetAt(0).getRow(1).getCell(16_383).getStringCellValue())
          .isEqualTo("… [shortened: the .csv file with the same name has all columns]");
    }
  }

  @Test
  void a_full_sheet_is_followed_by_another_with_the_same_header() throws IOException {
    List<List<String>> rows =
        IntStream.rangeClosed(1, 7).mapToObj(n -> List.of("P" + n, "" + n)).toList();

    try (XSSFWorkbook book = open(written(SheetShape.of("people", COLUMNS).ofRows(4), rows))) {
      assertThat(book)
          .extracting(sheet -> sheet.getSheetName())
          .containsExactly("people", "people 2", "people 3");
      assertThat(book).allSatisfy(XlsxWriterTest::beginsWithHeader);
      assertThat(book).extracting(sheet -> sheet.getLastRowNum()).containsExactly(3, 3, 1);
      assertThat(book.getSheetAt(1).getRow(1).getCell(0).getStringCellValue()).isEqualTo("P4");
      assertThat(book.getSheetAt(2).getRow(1).getCell(0).getStringCellValue()).isEqualTo("P7");
    }
  }

  private static void beginsWithHeader(org.apache.poi.ss.usermodel.Sheet sheet) {
    assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("name");
    assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
    assertThat(sheet.getPaneInformation().getHorizontalSplitTopRow()).isEqualTo((short) 1);
  }

  @Test
  void what_is_typed_into_a_blank_cell_of_text_later_is_a_text() throws IOException {
    try (XSSFWorkbook book = open(withName("Ana"))) {
      XSSFSheet sheet = book.getSheetAt(0);
      assertThat(sheet.getColumnStyle(0).getDataFormatString()).isEqualTo("@");
      assertThat(sheet.getRow(1).getCell(0).getCellStyle().getDataFormatString()).isEqualTo("@");
    }
  }

  @ParameterizedTest
  @CsvSource({"Ana,false", "=1+1,true", "'''Ana', true", "-5,true", "@x,true"})
  void what_an_edit_would_turn_into_something_else_is_quoted(String text, boolean quoted)
      throws IOException {
    try (XSSFWorkbook book = open(withName(text))) {
      assertThat(book.getSheetAt(0).getRow(1).getCell(0).getCellStyle().getQuotePrefixed())
          .isEqualTo(quoted);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, NUMERIC",
    "0, NUMERIC",
    "123456789012345, NUMERIC",
    "1234567890123456, STRING",
    "007, STRING",
    "-7, STRING",
    "1.5, STRING"
  })
  void numbers_are_numbers_as_far_as_they_stay_exact(String text, CellType type)
      throws IOException {
    try (XSSFWorkbook book =
        open(written(SheetShape.of("people", COLUMNS), List.of(List.of("Ana", text))))) {
      assertThat(book.getSheetAt(0).getRow(1).getCell(1).getCellType()).isEqualTo(type);
    }
  }

  @DisabledOnOs(OS.WINDOWS)
  @Test
  void it_is_for_its_owner_alone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(withName("Ana"))))
        .isEqualTo("rw-------");
  }
}
