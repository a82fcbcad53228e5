package dev.senselink.batch.roster.corrections;

import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterShape;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.table.excel.PicturesOfSheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list whose rows are handed out as somebody has corrected them. */
final class CorrectedRoster implements Roster {
  private final Roster list;
  private final CorrectionCursor corrections;
  private final CorrectedCells cells;

  CorrectedRoster(Roster list, CorrectionCursor corrections) {
    this.list = list;
    this.corrections = corrections;
    this.cells = new CorrectedCells(list.shape());
  }

  @Override
  public RosterShape shape() {
    return list.shape();
  }

  @Override
  public @Nullable Row next() {
    Row row = list.next();
    if (row == null) {
      return null;
    }
    List<CorrectionLine> lines = corrections.of(row.ref().line());
    return lines.isEmpty() ? row : row.corrected(cells.of(lines));
  }

  @Override
  public PicturesOfSheet pictures() {
    return list.pictures();
  }

  @Override
  public void close() {
    corrections.close();
    list.close();
  }
}
