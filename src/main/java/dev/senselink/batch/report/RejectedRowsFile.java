package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.table.workbook.LineSink;
import dev.senselink.batch.table.workbook.SheetColumn;
import dev.senselink.batch.table.workbook.SheetColumn.Kind;
import dev.senselink.batch.table.workbook.SheetPictures;
import dev.senselink.batch.table.workbook.SheetShape;
import dev.senselink.batch.table.workbook.XlsxSheetWriter;
import dev.senselink.batch.table.workbook.XlsxWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code rejected.csv} and {@code rejected.xlsx}: the roster's own columns and values of the rows
 * that were not done, plus why. Mend it and import it: the two columns it adds are replaced, never
 * doubled.
 */
final class RejectedRowsFile {
  static final String TEXT = "rejected.csv";
  static final String BOOK = "rejected.xlsx";

  private static final List<SheetColumn> ADDED =
      List.of(
          SheetColumn.of("errorCode", Kind.TEXT, 22),
          SheetColumn.of("errorMessage", Kind.WORDS, 80));

  private final LineSink file;
  private final int width;
  private final Set<Integer> dropped = new TreeSet<>();

  /**
   * Takes lines to a file that has its header.
   *
   * @param headers the roster's own
   */
  RejectedRowsFile(LineSink file, List<String> headers) {
    this.file = file;
    this.width = headers.size();
    for (int i = 0; i < headers.size(); i++) {
      if (Roster.isErrorColumn(headers.get(i))) {
        dropped.add(i);
      }
    }
  }

  /** Begins both files with the roster's own columns, so far as they are kept, and the two more. */
  static ReportTable begin(ReportFolder folder, List<String> headers) throws IOException {
    return ReportTable.create(
        folder, TEXT, BOOK, SheetShape.of(words("sheet.rejected"), columns(headers)));
  }

  /** Ends the workbook. */
  static void finish(XlsxWriter book, XlsxSheetWriter sheet) throws IOException {
    sheet.end();
    book.finish(new SheetPictures());
  }

  static List<SheetColumn> columns(List<String> headers) {
    List<SheetColumn> columns = new ArrayList<>();
    for (String header : headers) {
      if (!Roster.isErrorColumn(header)) {
        columns.add(SheetColumn.text(header));
      }
    }
    columns.addAll(ADDED);
    return columns;
  }

  void add(Row row, Outcome outcome) throws IOException {
    if (outcome.ending().toBeMended()) {
      String code = outcome.code().isEmpty() ? outcome.ending().name() : outcome.code();
      write(row.cells(), List.of(code, outcome.reason()));
    }
  }

  private void write(List<String> cells, List<String> added) throws IOException {
    List<String> line = new ArrayList<>(cells.size() + 2);
    for (int i = 0; i < width; i++) {
      if (!dropped.contains(i)) {
        line.add(cells.get(i));
      }
    }
    line.addAll(added);
    // A row with too many cells keeps them, behind: the code must stay under its header.
    line.addAll(cells.subList(width, cells.size()));
    file.write(line);
  }
}
