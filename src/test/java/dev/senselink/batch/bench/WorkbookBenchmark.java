package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same 50,000 rows as GB18030 text, .xlsx and .xls, validated in 128 MB. Run it with
 *
 * <pre>
 * mvn -q test -Dtest=WorkbookBenchmark
 * </pre>
 */
@Benchmark
class WorkbookBenchmark {
  private static final int ROWS = 50_000;

  @TempDir Path folder;

  @Test
  void workbooks_are_validated_beside_the_same_rows_as_text() throws IOException {
    List<String> lines =
        Files.readAllLines(Rosters.different(folder.resolve("staff.csv"), ROWS)).stream()
            .map(line -> line.replace("Person", "莫伟").replace("name", "姓名"))
            .toList();
    Path text = Files.write(folder.resolve("gb18030.csv"), lines, Charset.forName("GB18030"));
    Path xlsx =
        save(new SXSSFWorkbook(null, 100, false, true), lines, folder.resolve("staff.xlsx"));
    Path xls = save(new HSSFWorkbook(), lines, folder.resolve("staff.xls"));
    LargeRuns runs = new LargeRuns(folder, "-Xmx128m");

    for (int round = 1; round <= 3; round++) {
      for (Path roster : List.of(text, xlsx, xls)) {
        String name = roster.getFileName() + " round " + round;
        assertThat(runs.validate(name, roster, 0).path("valid").asInt()).isEqualTo(ROWS);
      }
    }
  }

  private static Path save(Workbook book, List<String> lines, Path file) throws IOException {
    try (book;
        OutputStream out = Files.newOutputStream(file)) {
      Sheet sheet = book.createSheet();
      for (int line = 0; line < lines.size(); line++) {
        Row row = sheet.createRow(line);
        for (String cell : cells(lines.get(line))) {
          row.createCell(Math.max(0, row.getLastCellNum())).setCellValue(cell);
        }
      }
      book.write(out);
    }
    return file;
  }

  private static List<String> cells(String line) throws IOException {
    try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
      return parser.getRecords().get(0).toList();
    }
  }
}
