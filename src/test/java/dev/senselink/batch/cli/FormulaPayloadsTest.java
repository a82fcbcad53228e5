package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.LibreOffice;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a formula, or like anything else than a text, in every column of a roster. */
@Tag("slow")
class FormulaPayloadsTest {
  private static final List<String> STARTS =
      List.of("=", "+", "-", "@", "\t=", "'=", "\n=", "＝", "＠");
  private static final List<String> BODIES =
      List.of(
          "1+1",
          "cmd|' /C calc'!A0",
          "HYPERLINK(\"http://127.0.0.1/?\"&A2,\"click\")",
          "SUM(A1:A9)",
          "IMPORTXML(CONCAT(\"http://127.0.0.1/\",A2),\"//a\")",
          "DDE(\"cmd\";\"/C calc\";\"x\")",
          "WEBSERVICE(\"http://127.0.0.1/\"&B2)",
          "'C:\\[a.xlsx]S'!A1",
          "2+5+cmd|'/C calc'!A0\nsecond line",
          "5");

  /** What spreadsheets like to change. */
  private static final List<String> FRAGILE =
      List.of(
          "00042",
          "110101199709028210",
          "1E5",
          "TRUE",
          "01/02/2026",
          "1/2",
          " blanks around ",
          "𠮷野 👩‍🔬 é",
          "first\nsecond",
          "_x0041_ & <b>\"x\"</b> ]]>",
          "'quoted",
          "<clear>");

  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "users",
          List.of(
              "name",
              "jobNumber",
              "mobile",
              "icNumber",
              "idNumber",
              "gender",
              "birthday",
              "entryTime",
              "mail",
              "position",
              "location",
              "areaCode",
              "remark",
              "department",
              "groups",
              "photo",
              "=Nobody's()"),
          "guests",
          List.of(
              "name",
              "mobile",
              "idNumber",
              "gender",
              "remark",
              "groups",
              "photo",
              "host",
              "dateTimeFrom",
              "dateTimeTo",
              "@Nobody's"));

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private static List<String> values() {
    return Stream.concat(
            STARTS.stream().flatMap(start -> BODIES.stream().map(body -> start + body)),
            FRAGILE.stream())
        .toList();
  }

  private Path roster(String kind) throws IOException {
    Path file = shell.file(kind + ".csv");
    try (GuardedCsvWriter csv = GuardedCsvWriter.create(file)) {
      csv.write(COLUMNS.get(kind));
      for (String value : values()) {
        csv.write(Collections.nCopies(COLUMNS.get(kind).size(), value));
      }
    }
    return file;
  }

  private Path validated(String kind, Path roster) {
    Path report = folder.resolve("report-" + kind + folder.toFile().list().length);
    Shell.Told told = shell.run("validate", kind, roster.toString(), "--report", report.toString());
    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    return report;
  }

  @Test
  void there_are_ninety() {
    assertThat(values()).hasSize(90 + FRAGILE.size()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "guests"})
  void they_are_texts_in_every_file_and_come_back_exactly(String kind) throws IOException {
    Path report = validated(kind, roster(kind));

    for (String book : List.of("rejected.xlsx", "report.xlsx", "conflicts.xlsx")) {
      assertThat(markup(report.resolve(book))).doesNotContainPattern("<f[ >/]");
    }
    assertExact(kind, report);
    List<List<String>> cells = cells(report.resolve("rejected.xlsx"));
    assertThat(cells.get(0).subList(0, COLUMNS.get(kind).size())).isEqualTo(COLUMNS.get(kind));
    assertThat(cells.get(1)).contains("errorCode", "errorMessage"); // the names of the contract
    for (int n = 0; n < values().size(); n++) {
      assertThat(cells.get(n + 2).subList(0, COLUMNS.get(kind).size()))
          .containsOnly(values().get(n));
    }
    assertExact(kind, validated(kind, report.resolve("rejected.xlsx")));
  }

  @Test
  void they_come_back_exactly_from_a_workbook_that_libreoffice_has_saved() throws IOException {
    LibreOffice office = LibreOffice.in(folder);
    for (String kind : COLUMNS.keySet()) {
      Path report = validated(kind, roster(kind));

      Path saved = office.save(report.resolve("rejected.xlsx"), "xlsx");

      assertThat(markup(saved)).doesNotContainPattern("<f[ >/]");
      assertExact(kind, validated(kind, saved));
    }
  }

  /** What is no formula the text file cannot keep from being changed; the workbook does. */
  @Test
  void formulas_come_back_exactly_from_a_text_file_that_libreoffice_has_saved() throws IOException {
    LibreOffice office = LibreOffice.in(folder);
    Path report = validated("users", roster("users"));

    Path saved = office.save(report.resolve("rejected.csv"), "csv");

    assertExact("users", validated("users", saved), STARTS.size() * BODIES.size());
  }

  private static void assertExact(String kind, Path report) {
    assertExact(kind, report, values().size());
  }

  /** All rows are rejected; the cells of the first are those of the roster. */
  private static void assertExact(String kind, Path report, int first) {
    List<Map<String, String>> rejected = Shell.rows(report.resolve("rejected.csv"));
    assertThat(rejected).hasSize(values().size());
    for (int n = 0; n < first; n++) {
      Map<String, String> row = rejected.get(n);
      for (String column : COLUMNS.get(kind)) {
        assertThat(GuardedCsvWriter.unguard(row.get(GuardedCsvWriter.guard(column))))
            .as("row %d, %s", n, column)
            .isEqualTo(values().get(n));
      }
    }
  }

  /** Everything in a workbook that is XML. */
  private static String markup(Path book) throws IOException {
    StringBuilder all = new StringBuilder();
    try (ZipFile zip = new ZipFile(book.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".xml")) {
          all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    assertThat(all).contains("<sheetData>");
    return all.toString();
  }

  private static List<List<String>> cells(Path book) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(book))) {
      XSSFSheet sheet = workbook.getSheetAt(0);
      for (int at = 0; at <= sheet.getLastRowNum(); at++) {
        XSSFRow row = sheet.getRow(at);
        List<String> cells = new ArrayList<>();
        for (Cell cell : row) {
          assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
          cells.add(cell.getStringCellValue());
        }
        rows.add(cells);
      }
    }
    return rows;
  }
}
