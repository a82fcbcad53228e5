package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowCorrection;
import dev.senselink.batch.table.workbook.SheetColumn;
import dev.senselink.batch.table.workbook.SheetColumn.Kind;
import dev.senselink.batch.table.workbook.SheetPictures;
import dev.senselink.batch.table.workbook.SheetShape;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code mended.csv} and {@code mended.xlsx}: what a person has corrected in the roster before it
 * was imported, a line for each correction, so that the roster itself can be put right. Both are
 * there only if something was corrected.
 */
final class MendedFile implements Closeable {
  static final String TEXT = "mended.csv";
  static final String BOOK = "mended.xlsx";

  private static final List<SheetColumn> COLUMNS =
      List.of(
          SheetColumn.of("line", Kind.NUMBER, 8),
          SheetColumn.of("key", Kind.TEXT, 16),
          SheetColumn.of("name", Kind.TEXT, 20),
          SheetColumn.of("action", Kind.TEXT, 12),
          SheetColumn.of("column", Kind.TEXT, 16),
          SheetColumn.of("from", Kind.TEXT, 40),
          SheetColumn.of("to", Kind.TEXT, 40));

  private final ReportFolder folder;
  private @Nullable ReportTable table;

  MendedFile(ReportFolder folder) {
    this.folder = folder;
  }

  /** Notes what was corrected in a row. */
  void add(Row row) throws IOException {
    RowCorrection correction = row.correction();
    if (correction == null) {
      return;
    }
    for (RowCorrection.Cell cell : correction.cells()) {
      write(row, "CELL", cell.column(), cell.from(), cell.to());
    }
    String photo = correction.photo();
    if (photo != null) {
      write(row, "PHOTO", RosterColumn.PHOTO.header(), "", photo);
    }
    if (correction.leftOut()) {
      write(row, "LEFT_OUT", "", "", "");
    }
  }

  private void write(Row row, String action, String column, String from, String to)
      throws IOException {
    if (table == null) {
      SheetShape shape = SheetShape.of(words("sheet.mended"), COLUMNS);
      List<String> names = COLUMNS.stream().map(SheetColumn::name).toList();
      table = ReportTable.create(folder, TEXT, BOOK, names, shape);
    }
    table.write(
        List.of(
            row.ref().shownLine(),
            KeyRules.shown(row),
            row.text(RosterColumn.NAME),
            action,
            column,
            from,
            to));
  }

  /** Gives both their names; without a correction removes those of an earlier report. */
  void publish() throws IOException {
    if (table == null) {
      Files.deleteIfExists(folder.file(TEXT));
      Files.deleteIfExists(folder.file(BOOK));
      return;
    }
    table.publishText();
    table.publishBook(
        (book, sheet) -> {
          sheet.end();
          book.finish(new SheetPictures());
        });
  }

  @Override
  public void close() throws IOException {
    if (table != null) {
      table.close();
    }
  }
}
