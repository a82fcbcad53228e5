package dev.senselink.batch.roster;

import dev.senselink.batch.table.CellMark;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.excel.CellNumber;

/** Words the cells whose text depends on what their column is for. */
record MarkedCells(TableLine line) {

  void settle(RosterColumn column, int at) {
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
}
