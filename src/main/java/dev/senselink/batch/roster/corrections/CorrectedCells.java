package dev.senselink.batch.roster.corrections;

import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterShape;
import dev.senselink.batch.roster.RowCorrection;
import dev.senselink.batch.table.CleanText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which cells the corrections of a list mean: by its own headers, else by ours. */
final class CorrectedCells {
  private final List<String> headers;
  private final Map<String, Integer> places = new HashMap<>();

  CorrectedCells(RosterShape shape) {
    this.headers = shape.headers();
    for (int at = headers.size() - 1; at >= 0; at--) {
      places.put(CleanText.of(headers.get(at)), at); // of equal headers the first is read
    }
    shape
        .columns()
        .forEach(
            (column, at) -> {
              boolean joined = column == RosterColumn.NAME && shape.nameParts().size() > 1;
              if (!joined) {
                places.putIfAbsent(column.header(), at);
              }
            });
  }

  /** The position of a column, -1 where the list has none. */
  int place(String column) {
    return places.getOrDefault(CleanText.of(column), -1);
  }

  /** All that lines say of one row. */
  RowCorrection of(List<CorrectionLine> lines) {
    List<RowCorrection.Cell> cells = new ArrayList<>();
    String photo = null;
    boolean leftOut = false;
    for (CorrectionLine line : lines) {
      String column = line.column();
      if (column != null) {
        int at = place(column);
        cells.add(new RowCorrection.Cell(at, headers.get(at), line.from(), line.to()));
      }
      photo = line.photo() == null ? photo : line.photo();
      leftOut |= line.leaveOut();
    }
    return new RowCorrection(cells, photo, leftOut);
  }
}
