package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.language.DisplayLanguage;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code results.csv} and {@code report.xlsx}: what became of every row. */
final class ResultsFile {
  static final String TEXT = "results.csv";
  static final String BOOK = "report.xlsx";
  private static final int LONG = 80;

  /** The rows of a backup say of which of its files they are. */
  private static final String FILE = "file";

  private static final List<String> COLUMNS =
      List.of(
          "line",
          "key",
          "name",
          "outcome",
          "code",
          "reason",
          "personId",
          "similarPersonId",
          "similarPersonName",
          "photo",
          "attempts");

  private static final String HINTS = "hints";
  private static final int OUTCOME = COLUMNS.indexOf("outcome");

  private ResultsFile() {}

  /** The columns of a run of a list. */
  static List<String> columns() {
    return Stream.concat(COLUMNS.stream(), Stream.of(HINTS)).toList();
  }

  /**
   * Begins both files.
   *
   * @param mostRows rows of a sheet before the next begins
   * @param headers those of the rows, if they are a backup's
   */
  static ReportTable begin(ReportFolder folder, int mostRows, List<String> headers)
      throws IOException {
    List<String> names = new ArrayList<>(COLUMNS);
    if (headers.contains(FILE)) {
      names.add(FILE);
    }
    names.add(HINTS);
    List<SheetColumn> columns =
        names.stream()
            .map(n -> SheetColumn.of(words("results." + n), kind(n), width(n)).named(n))
            .toList();
    return ReportTable.create(
        folder, TEXT, BOOK, names, SheetShape.of(words("sheet.results"), columns).ofRows(mostRows));
  }

  private static Kind kind(String column) {
    return switch (column) {
      case "line", "personId", "similarPersonId", "attempts" -> Kind.NUMBER;
      case "outcome", "reason" -> Kind.WORDS;
      default -> Kind.TEXT;
    };
  }

  private static int width(String column) {
    return switch (column) {
      case "line" -> 9;
      case "reason" -> LONG;
      case "name", "similarPersonName", "outcome" -> 20;
      case "code", "photo" -> 24;
      default -> 16;
    };
  }

  /** Writes a row's line to both files: for people the outcome is in words. */
  static void write(ReportTable table, List<String> line, Outcome outcome) throws IOException {
    table.writeText(line);
    List<String> shown = new ArrayList<>(line);
    shown.set(
        OUTCOME, new PageTexts(DisplayLanguage.language(), "").of("outcome." + outcome.ending()));
    table.sheet().write(shown);
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
    line.add(outcome.hints());
    return line;
  }

  private static List<String> of(Row row, Outcome outcome) {
    return List.of(
        row.ref().shownLine(),
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
    List<SheetColumn> columns =
        List.of(
            SheetColumn.of(words("summary"), Kind.WORDS, 30),
            SheetColumn.of(words("summary.value"), Kind.WORDS, 44),
            SheetColumn.of(words("summary.own"), Kind.OWN_NAME, 22));
    XlsxSheetWriter sheet = book.sheet(SheetShape.of(words("sheet.summary"), columns));
    for (Map.Entry<String, @Nullable Object> entry : summary.entrySet()) {
      String key = entry.getKey();
      sheet.write(List.of(words("summary." + key), shown(entry.getValue()), key));
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
