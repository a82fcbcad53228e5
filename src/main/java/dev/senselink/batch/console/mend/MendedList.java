package dev.senselink.batch.console.mend;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowCorrection;
import dev.senselink.batch.roster.corrections.CorrectionsDraft;
import dev.senselink.batch.table.workbook.SheetColumn;
import dev.senselink.batch.table.workbook.SheetPictures;
import dev.senselink.batch.table.workbook.SheetShape;
import dev.senselink.batch.table.workbook.XlsxSheetWriter;
import dev.senselink.batch.table.workbook.XlsxWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A list as it was corrected, as a workbook with its own columns in its own order: what was
 * corrected is coloured and says what stood there. Every row is in it, one that was left out too.
 */
public final class MendedList {
  private final MendPlace place;

  public MendedList(MendPlace place) {
    this.place = place;
  }

  /**
   * Writes it row by row.
   *
   * @param out is closed
   */
  public void write(OutputStream out) throws IOException {
    try (Roster list = place.open();
        CorrectionsDraft.Reader corrections =
            new CorrectionsDraft(place.corrections(), list.shape()).read();
        XlsxWriter book = XlsxWriter.to(out)) {
      List<SheetColumn> columns = list.shape().headers().stream().map(SheetColumn::text).toList();
      XlsxSheetWriter sheet = book.sheet(SheetShape.of(words("mend.sheet"), columns));
      for (Row row = list.next(); row != null; row = list.next()) {
        RowCorrection corrected = corrections.of(row.ref().line());
        Row now = corrected.isEmpty() ? row : row.corrected(corrected);
        sheet.write(now.cells(), marks(corrected));
      }
      sheet.end();
      book.finish(new SheetPictures());
    }
  }

  private static Map<Integer, String> marks(RowCorrection corrected) {
    Map<Integer, String> marks = new HashMap<>();
    if (corrected.photo() != null) {
      mark(marks, 0, words("mend.mark.photo"));
    }
    if (corrected.leftOut()) {
      mark(marks, 0, words("mend.mark.leftOut"));
    }
    for (RowCorrection.Cell cell : corrected.cells()) {
      String from = cell.from().isBlank() ? words("mend.blank") : cell.from();
      mark(marks, cell.at(), words("mend.mark.cell", from));
    }
    return marks;
  }

  /** What is said of a whole row stands in its first cell, which may be corrected too. */
  private static void mark(Map<Integer, String> marks, int at, String what) {
    marks.merge(at, what, (one, other) -> one + "\n" + other);
  }
}
