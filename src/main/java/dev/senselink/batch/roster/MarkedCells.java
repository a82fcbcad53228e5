package dev.senselink.batch.roster;

import dev.senselink.batch.table.CellMark;
import dev.senselink.batch.table.CellSpan;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.excel.CellNumber;
import java.util.Set;

/** Words the cells of a workbook's line whose text depends on what their column is for. */
final class MarkedCells {
  /** What one cell may say for several people, one below the other. */
  private static final Set<RosterColumn> SHARED =
      Set.of(RosterColumn.DEPARTMENT, RosterColumn.GROUPS, RosterColumn.HOST, RosterColumn.GENDER);

  private final TableLine line;
  private final long headerLine;
  private final MergedValues told;

  /**
   * @param headerLine where the header stands, which may itself be merged with what is below it
   * @param told is told of every value taken from a row above
   */
  MarkedCells(TableLine line, long headerLine, MergedValues told) {
    this.line = line;
    this.headerLine = headerLine;
    this.told = told;
  }

  void settle(RosterColumn column, int at) {
    CellSpan span = line.spans().get(at);
    if (span != null && span.top() > headerLine) {
      settle(column, at, span);
      return;
    }
    CellMark mark = line.marks().get(at);
    if (mark == null || mark == CellMark.MERGED) {
      return;
    }
    String text = line.cells().get(at);
    if (mark == CellMark.MIDNIGHT
        && (column == RosterColumn.DATE_TIME_FROM || column == RosterColumn.DATE_TIME_TO)) {
      // A date alone would be taken for the whole day.
      line.cells().set(at, text + " 00:00:00");
    } else if (mark == CellMark.DAMAGED && column.isIdentifier()) {
      // So it is refused again where the cell comes back unmended in a file of ours.
      line.cells().set(at, CellNumber.rounded(text));
    }
  }

  private void settle(RosterColumn column, int at, CellSpan span) {
    if (SHARED.contains(column)) {
      if (span.top() < line.line() && !span.text().isEmpty()) {
        put(at, span.text());
        line.marks().remove(at);
        told.add(at, line.line());
      }
    } else if (column == RosterColumn.NAME
        || column == RosterColumn.PHOTO
        || column == RosterColumn.MAIL
        || column.isIdentifier()) {
      put(at, span.text()); // kept where it can be seen and mended
      line.marks().put(at, CellMark.SPANNING);
    }
  }

  private void put(int at, String text) {
    while (line.cells().size() <= at) {
      line.cells().add("");
    }
    line.cells().set(at, text);
  }
}
