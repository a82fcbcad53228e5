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
import java.util.stream.Collectors;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One table as GB18030 text, .xlsx and .xls: the same outcomes and the same files to mend. */
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
          List.of("黄立伟", 1003, 13812345680L, "", "男", "7.5.1990", BORN, "two\nlines", ""),
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
      Map<String, String> copy = new java.util.TreeMap<>(row);
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
}
