package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.table.workbook.SheetColumn;
import dev.senselink.batch.table.workbook.SheetColumn.Kind;
import dev.senselink.batch.table.workbook.SheetPictures;
import dev.senselink.batch.table.workbook.SheetShape;
import dev.senselink.batch.table.workbook.XlsxSheetWriter;
import dev.senselink.batch.table.workbook.XlsxWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code results.csv} and {@code report.xlsx}: what became of every row. */
final class ResultsFile {
  static final String TEXT = "results.csv";
  static final String BOOK = "report.xlsx";
  private static final int LONG = 80;

  /** The rows of a backup say of which of its files they are. */
  private static final String FILE = "file";

  private static final List<SheetColumn> COLUMNS =
      List.of(
          SheetColumn.of("line", Kind.NUMBER, 9),
          SheetColumn.of("key", Kind.TEXT, 16),
          SheetColumn.of("name", Kind.TEXT, 20),
          SheetColumn.of("outcome", Kind.WORDS, 18),
          SheetColumn.of("code", Kind.TEXT, 22),
          SheetColumn.of("reason", Kind.WORDS, LONG),
          SheetColumn.of("personId", Kind.NUMBER, 12),
          SheetColumn.of("similarPersonId", Kind.NUMBER, 16),
          SheetColumn.of("similarPersonName", Kind.TEXT, 20),
          SheetColumn.of("photo", Kind.TEXT, 24),
          SheetColumn.of("attempts", Kind.NUMBER, 10));

  private static final List<SheetColumn> SUMMARY =
      List.of(SheetColumn.of("key", Kind.WORDS, 22), SheetColumn.of("value", Kind.WORDS, 40));

  private ResultsFile() {}

  /**
   * Begins both files.
   *
   * @param mostRows rows of a sheet before the next begins
   * @param headers those of the rows, if they are a backup's
   */
  static ReportTable begin(ReportFolder folder, int mostRows, List<String> headers)
      throws IOException {
    List<SheetColumn> columns = new ArrayList<>(COLUMNS);
    if (headers.contains(FILE)) {
      columns.add(SheetColumn.of(FILE, Kind.TEXT, 12));
    }
    return ReportTable.create(
        folder, TEXT, BOOK, SheetShape.of(words("sheet.results"), columns).ofRows(mostRows));
  }

  /**
   * A row's line.
   *
   * @param headers as for {@link #begin}
   */
  static List<String> of(Row row, List<String> headers, Outcome outcome) {
    int file = headers.indexOf(FILE);
    List<String> line = new ArrayList<>(of(row, outcome));
    if (file >= 0) {
      line.add(row.cells().get(file));
    }
    return line;
  }

  private static List<String> of(Row row, Outcome outcome) {
    return List.of(
        String.valueOf(row.ref().line()),
        KeyRules.shown(row),
        row.text(RosterColumn.NAME),
        outcome.ending().name(),
        outcome.code(),
        outcome.reason(),
        number(outcome.personId()),
        number(outcome.similarId()),
        outcome.similarName(),
        outcome.photo(),
        String.valueOf(outcome.attempts()));
  }

  /** Ends the workbook with the summary, a sheet of its own. */
  static void finish(XlsxWriter book, XlsxSheetWriter rows, Map<String, @Nullable Object> summary)
      throws IOException {
    rows.end();
    XlsxSheetWriter sheet = book.sheet(SheetShape.of(words("sheet.summary"), SUMMARY));
    for (Map.Entry<String, @Nullable Object> entry : summary.entrySet()) {
      sheet.write(List.of(entry.getKey(), shown(entry.getValue())));
    }
    sheet.end();
    book.finish(new SheetPictures());
  }

  private static String shown(@Nullable Object value) {
    if (value instanceof Collection<?> many) {
      return String.join("; ", many.stream().map(ResultsFile::shownOne).toList());
    }
    return value == null ? "" : value.toString();
  }

  private static String shownOne(Object value) {
    return value instanceof UnrestoredItem one ? UnrestoredText.inWords(one) : value.toString();
  }

  private static String number(@Nullable Long value) {
    return value == null ? "" : value.toString();
  }
}
