package dev.senselink.batch.table.csv;

import dev.senselink.batch.roster.CaseReading;
import dev.senselink.batch.roster.Cases;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.XlsFiles;
import dev.senselink.batch.table.XlsxFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of cases about headers and cells, read from workbooks that hold the same texts. */
class ExcelCasesTest {
  @TempDir private Path folder;

  static Stream<Arguments> cases() {
    return Stream.concat(Cases.of("roster/headers.yaml"), Cases.of("roster/cells.yaml"))
        .filter(odd -> !Cases.caseOf(odd).has("text-only"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void an_xlsx_reads_as_the_text_does(Cases.Case odd) throws IOException {
    CaseReading.check(XlsxFiles.write(folder.resolve("odd.xlsx"), lines(odd)), odd);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void an_xls_reads_as_the_text_does(Cases.Case odd) throws IOException {
    CaseReading.check(XlsFiles.write(folder.resolve("odd.xls"), lines(odd)), odd);
  }

  /** The lines of the text, each at the row of its line; workbooks know no formula guard. */
  private static List<TableLine> lines(Cases.Case odd) throws IOException {
    List<TableLine> lines = new ArrayList<>();
    String text = odd.text("file").replaceFirst("^\ufeff", "");
    try (CsvTokenizer tokens = new CsvTokenizer(new StringReader(text), ',', "x", 1)) {
      for (TableLine line = tokens.next(); line != null; line = tokens.next()) {
        line.cells().replaceAll(FormulaGuard::unguard);
        lines.add(line);
      }
    }
    return lines;
  }
}
