package dev.senselink.batch.table.excel;

import dev.senselink.batch.table.CellMark;
import dev.senselink.batch.table.CellSpan;
import dev.senselink.batch.table.TableLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the cells of one row of a sheet, which names only those that are not empty. */
final class SheetLineBuilder {
  private final long row;
  private final List<String> cells = new ArrayList<>();
  private final Map<Integer, CellMark> marks = new HashMap<>(0);
  private final Map<Integer, CellSpan> spans = new HashMap<>(0);

  SheetLineBuilder(long row) {
    this.row = row;
  }

  /** Puts a cell at its place from 0; a blank one is as good as none. */
  void put(int column, String text, @Nullable CellMark mark) {
    if (text.isEmpty()) {
      return;
    }
    while (cells.size() <= column) {
      cells.add("");
    }
    cells.set(column, text);
    if (mark != null) {
      marks.put(column, mark);
    }
  }

  /** Notes that a merged cell covers this place, which is blank therefore. */
  void cover(int column) {
    marks.put(column, CellMark.MERGED);
  }

  void put(int column, CellNumber number) {
    put(column, number.text(), number.mark());
  }

  /** What stands at a place so far. */
  String text(int column) {
    return column < cells.size() ? cells.get(column) : "";
  }

  /** Notes that a merged cell which began so many rows above, or here, reaches over this row. */
  void span(int column, int above, String text) {
    spans.put(column, new CellSpan(row - above, text));
  }

  TableLine done(boolean hidden) {
    return new TableLine(row, cells, marks, spans, hidden);
  }
}
