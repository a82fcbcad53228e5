package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterShape;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code rejected.csv} and {@code rejected.xlsx}: the roster's own columns and values of the rows
 * that were not done, plus why. Fix it and import it: the two columns it adds are replaced, never
 * doubled. In the workbook the cells at fault are coloured and say what is wrong with them.
 */
final class RejectedRowsFile {
  static final String TEXT = "rejected.csv";
  static final String BOOK = "rejected.xlsx";

  private static final String CODE = "errorCode";
  private static final String MESSAGE = "errorMessage";

  private final LineSink text;
  private final List<String> headers;
  private final int width;
  private final Set<Integer> dropped = new TreeSet<>();
  private @Nullable XlsxSheetWriter sheet;
  private @Nullable RosterShape shape;
  private RowFaults faults = RowFaults.none();

  /**
   * Takes lines to a file that has its header.
   *
   * @param headers the roster's own
   */
  RejectedRowsFile(LineSink text, List<String> headers) {
    this.text = text;
    this.headers = List.copyOf(headers);
    this.width = headers.size();
    for (int i = 0; i < headers.size(); i++) {
      if (Roster.isErrorColumn(headers.get(i))) {
        dropped.add(i);
      }
    }
  }

  /** Takes them to a sheet as well. */
  RejectedRowsFile and(XlsxSheetWriter book, RosterShape of, RowFaults known) {
    sheet = book;
    faults = known;
    shape = of;
    return this;
  }

  /** Where a column of the roster stands once the two of an earlier report are gone. */
  private int kept(int at) {
    return at - (int) dropped.stream().filter(one -> one < at).count();
  }

  /** Begins both files with the roster's own columns, so far as they are kept, and the two more. */
  static ReportTable begin(ReportFolder folder, RosterShape shape) throws IOException {
    SheetShape sheet = SheetShape.of(words("sheet.rejected"), columns(shape));
    return ReportTable.create(folder, TEXT, BOOK, headers(shape.headers()), sheet);
  }

  /** The header of the CSV, given the roster's. */
  static List<String> headers(List<String> ofRoster) {
    List<String> headers = new ArrayList<>();
    ofRoster.stream().filter(header -> !Roster.isErrorColumn(header)).forEach(headers::add);
    headers.addAll(List.of(CODE, MESSAGE));
    return headers;
  }

  /** Ends the workbook. */
  static void finish(XlsxWriter book, XlsxSheetWriter sheet) throws IOException {
    sheet.end();
    book.finish(new SheetPictures());
  }

  private static List<SheetColumn> columns(RosterShape shape) {
    Map<Integer, String> own = new HashMap<>();
    shape.columns().forEach((column, at) -> own.put(at, column.header()));
    List<SheetColumn> columns = new ArrayList<>();
    List<String> headers = shape.headers();
    for (int at = 0; at < headers.size(); at++) {
      if (!Roster.isErrorColumn(headers.get(at))) {
        columns.add(SheetColumn.text(headers.get(at)).named(own.getOrDefault(at, "")));
      }
    }
    columns.add(SheetColumn.of(words("rejected.errorCode"), Kind.TEXT, 22).named(CODE));
    columns.add(SheetColumn.of(words("rejected.errorMessage"), Kind.WORDS, 80).named(MESSAGE));
    return columns;
  }

  void add(Row row, Outcome outcome) throws IOException {
    if (outcome.ending().toBeMended()) {
      String code = outcome.code().isEmpty() ? outcome.ending().name() : outcome.code();
      List<String> line = line(row.cells(), List.of(code, outcome.reason()));
      text.write(line);
      if (sheet != null && shape != null) {
        sheet.write(line, wrong(row, outcome, shape));
      }
    }
  }

  private List<String> line(List<String> cells, List<String> added) {
    List<String> line = new ArrayList<>(cells.size() + 2);
    for (int i = 0; i < width; i++) {
      if (!dropped.contains(i)) {
        line.add(cells.get(i));
      }
    }
    line.addAll(added);
    // A row with too many cells keeps them, behind: the code must stay under its header.
    line.addAll(cells.subList(width, cells.size()));
    return line;
  }

  private Map<Integer, String> wrong(Row row, Outcome outcome, RosterShape of) {
    Map<Integer, String> wrong = new HashMap<>();
    WrongCells.of(row, of, faults, outcome.code(), outcome.reason())
        .forEach((at, why) -> wrong.put(kept(at), why));
    return wrong;
  }
}
