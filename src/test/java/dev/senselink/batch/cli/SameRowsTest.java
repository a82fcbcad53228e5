package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One table as GB18030 text, .xlsx and .xls: the same outcomes and the same report. */
@Tag("slow")
class SameRowsTest {
  private static final LocalDate BORN = LocalDate.of(1990, 5, 7);

  /** Numbers, dates and errors are such in the workbooks and what Excel writes for them in text. */
  private static final List<List<Object>> TABLE =
      List.of(
          List.of("二〇二六年员工名单"),
          List.of(),
          List.of("姓名", "工号", "手机号", "身份证号", "性别", "生日", "入职日期", "备注", "鞋码"),
          List.of("莫伟", 1001, 13812345678L, "110101199709028210", "男", BORN, BORN, "=1+1", 44),
          List.of("季洁", "1002", "13812345679", 110101198405108100d, "女", BORN, BORN, "", 0.5),
          List.of("黄立伟", 1003, 13812345680L, "", "男", "1990-13-07", BORN, "two\nlines", ""),
          List.of("", 1004, "", "", "", "", "", "no name", ""),
          List.of("莫若汐", "", "", "", "女", "", "", "no key", ""),
          List.of(FormulaError.NA, 1006, "", "", "", "", "", "a failed look-up", FormulaError.REF),
          List.of("严奕泽", 1007, "", "", "1", "", "", "", true),
          List.of("诸葛兰英", 1008, "", "", "", "", "", "twice", ""),
          List.of("诸葛兰花", 1008, "", "", "", "", "", "twice", ""),
          List.of("上官飞", 1009, "", "", "", "", "", "", "", "too many"),
          List.of("欧阳", 1010, "", "", "", "", "", "ends\u0002here", ""));

  @TempDir Path folder;

  @BeforeEach
  void photos() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (int person = 1001; person <= 1010; person++) {
      Files.write(photos.resolve(person + ".jpg"), Portraits.person(person, 120));
    }
  }

  private static String asText(Object value) {
    if (value instanceof FormulaError error) {
      return error.getString();
    }
    if (value instanceof Boolean bool) {
      return bool ? "TRUE" : "FALSE";
    }
    String text = value instanceof Double d && d > 1e15 ? "1.101011984051081E+17" : "" + value;
    return text.matches("(?s).*[\n,\"].*") ? '"' + text + '"' : text;
  }

  private Path text() throws IOException {
    String text =
        TABLE.stream()
            .map(row -> row.stream().map(SameRowsTest::asText).collect(Collectors.joining(",")))
            .map(row -> row.startsWith("=") ? "'" + row : row.replace(",=1+1", ",'=1+1"))
            .collect(Collectors.joining("\r\n"));
    return Files.write(folder.resolve("staff.csv"), text.getBytes(Charset.forName("GB18030")));
  }

  private Path workbook(Workbook book, String name) throws IOException {
    CellStyle date = book.createCellStyle();
    date.setDataFormat(book.createDataFormat().getFormat("yyyy/m/d"));
    Sheet sheet = book.createSheet("名单");
    for (List<Object> values : TABLE) {
      Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
      for (Object value : values) {
        put(row.createCell(Math.max(0, row.getLastCellNum())), value, date);
      }
    }
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      book.write(out);
    }
    return file;
  }

  private static void put(Cell cell, Object value, CellStyle date) {
    if (value instanceof Number number) {
      cell.setCellValue(number.doubleValue());
    } else if (value instanceof LocalDate day) {
      cell.setCellValue(day);
      cell.setCellStyle(date);
    } else if (value instanceof Boolean bool) {
      cell.setCellValue(bool);
    } else if (value instanceof FormulaError error) {
      cell.setCellErrorValue(error.getCode());
    } else if (cell instanceof XSSFCell) {
      // As Excel writes what XML cannot hold; POI leaves that to its caller.
      cell.setCellValue(((String) value).replace("\u0002", "_x0002_"));
    } else {
      cell.setCellValue((String) value);
    }
  }

  private Map<String, List<Map<String, String>>> validated(Path roster) {
    Path report = folder.resolve("report-" + roster.getFileName());
    StringWriter err = new StringWriter();
    int exit =
        Cli.run(
            new String[] {
              "validate",
              "users",
              roster.toString(),
              "--photos",
              folder.resolve("photos").toString(),
              "--report",
              report.toString()
            },
            Map.of(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err));
    assertThat(exit).as(err.toString()).isEqualTo(3);
    return Map.of(
        "results", without("line", Shell.rows(report.resolve("results.csv"))),
        "rejected", without("", Shell.rows(report.resolve("rejected.csv"))));
  }

  /** Line numbers differ where a cell of a text file has lines of its own. */
  private static List<Map<String, String>> without(String column, List<Map<String, String>> rows) {
    List<Map<String, String>> left = new ArrayList<>();
    for (Map<String, String> row : rows) {
      Map<String, String> copy = new TreeMap<>(row);
      copy.remove(column);
      copy.replaceAll((name, value) -> value.replaceAll("\\blines? [0-9][0-9, ]*", "line"));
      left.add(copy);
    }
    return left;
  }

  @Test
  void a_table_has_the_same_outcomes_and_the_same_rows_to_mend_in_every_form() throws IOException {
    Map<String, List<Map<String, String>>> text = validated(text());

    assertThat(text.get("results").stream().map(row -> row.get("code")))
        .isEqualTo(
            Arrays.asList(
                "",
                "NUMBER_DAMAGED",
                "BAD_DATE",
                "MISSING_NAME",
                "MISSING_KEY",
                "CELL_UNREADABLE",
                "AMBIGUOUS_GENDER",
                "DUPLICATE_IN_ROSTER",
                "DUPLICATE_IN_ROSTER",
                "TOO_MANY_CELLS",
                "BAD_CHARACTER"));
    assertThat(validated(workbook(new HSSFWorkbook(), "staff.xls"))).isEqualTo(text);
    assertThat(validated(workbook(new XSSFWorkbook(), "staff.xlsx"))).isEqualTo(text);
  }

  /** What differs between two runs whatever they read: when, how long, which run, which file. */
  private static final Pattern OF_THE_RUN =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}[0-9:.]*([+-][0-9:]{5}|Z)?"
              + "|(durationSeconds|rowsPerSecond)[\" :|]+[0-9.]+|<dt>(Started|Took|Duration)</dt><dd>[^<]*|(Took \\(seconds\\)|Rows a second)\\|[0-9.]+"
              + "|(staff|report-staff)\\.[a-z]+|\\b[0-9a-f]{12}\\b|\\bR[0-9]{12}[A-Z]{4}\\b|[0-9]+(\\.[0-9]+)? (rows/)?s\\b");

  /** Every file of the report, but for line numbers and what is of the run. */
  private Map<String, String> report(Shell shell, Path roster) throws IOException {
    Path report = folder.resolve("report-" + roster.getFileName());
    Shell.Told told =
        shell.run(
            "import",
            "users",
            roster.toString(),
            "--photos",
            folder.resolve("photos").toString(),
            "--dry-run",
            "--quality",
            "off",
            "--report",
            report.toString());
    assertThat(told.exit()).as(told.err()).isEqualTo(3);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(report)) {
      for (Path file : all.toList()) {
        String content = OF_THE_RUN.matcher(content(file)).replaceAll("…");
        files.put(
            String.valueOf(file.getFileName()),
            content.replaceAll("\\blines? [0-9][0-9, ]*", "line"));
      }
    }
    return files;
  }

  private static String content(Path file) throws IOException {
    String name = file.toString();
    if (name.endsWith(".csv")) {
      return lines(without("line", Shell.rows(file)));
    }
    return name.endsWith(".xlsx") ? cells(file) : Files.readString(file);
  }

  private static String lines(List<Map<String, String>> rows) {
    return rows.stream().map(String::valueOf).collect(Collectors.joining("\n"));
  }

  private static String cells(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Workbook book = new XSSFWorkbook(Files.newInputStream(file))) {
      for (Sheet sheet : book) {
        text.append(sheet.getSheetName()).append('\n');
        Row header = sheet.getRow(sheet.getFirstRowNum());
        for (Row row : sheet) {
          for (Cell cell : row) {
            if (!isLine(shown(header.getCell(cell.getColumnIndex())))) {
              text.append(shown(cell)).append('|');
            }
          }
          text.append('\n');
        }
      }
    }
    return text.toString();
  }

  private static boolean isLine(String head) {
    return head.equals("line") || head.equals("Line");
  }

  private static String shown(Cell cell) {
    return new DataFormatter().formatCellValue(cell);
  }

  @Test
  void a_table_has_the_same_report_in_every_form() throws IOException {
    try (Shell shell = Shell.in(folder)) {
      shell.sandbox().addPerson(1, Map.of("name", "别人", "jobNumber", "1001", "groups", "1"), null);
      Map<String, String> text = report(shell, text());

      assertThat(text)
          .containsKeys("report.html", "report.xlsx", "rejected.xlsx", "rejected.csv")
          .hasEntrySatisfying("conflicts.csv", file -> assertThat(file).contains("NAME_DIFFERS"))
          .hasEntrySatisfying("conflicts.xlsx", file -> assertThat(file).contains("别人"));
      assertThat(report(shell, workbook(new HSSFWorkbook(), "staff.xls"))).isEqualTo(text);
      assertThat(report(shell, workbook(new XSSFWorkbook(), "staff.xlsx"))).isEqualTo(text);
    }
  }
}
