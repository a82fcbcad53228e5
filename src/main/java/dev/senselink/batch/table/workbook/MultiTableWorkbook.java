package dev.senselink.batch.table.workbook;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workbook of plain tables, a sheet each, written forward only: no row stays in memory. Every
 * cell is a text, and never a formula; a table that is longer than a sheet goes on in another. Not
 * for several threads.
 */
public final class MultiTableWorkbook implements Closeable {
  private final XlsxWriter book;

  private MultiTableWorkbook(XlsxWriter book) {
    this.book = book;
  }

  /** Begins a workbook in a stream, which is closed with it. */
  public static MultiTableWorkbook to(OutputStream out) throws IOException {
    return new MultiTableWorkbook(XlsxWriter.to(out));
  }

  /** Where a table's rows come from. */
  @FunctionalInterface
  public interface Rows {
    /** The cells of the next row; null at the end. */
    @Nullable List<String> next() throws IOException;
  }

  /**
   * Writes a table.
   *
   * @param name of the sheet: at most 28 characters, none of {@code []:*?/\'&<>"}, and no other's
   * @param columns the header
   */
  public void table(String name, List<String> columns, Rows rows) throws IOException {
    XlsxSheetWriter sheet =
        book.sheet(SheetShape.of(name, columns.stream().map(SheetColumn::text).toList()));
    for (List<String> row = rows.next(); row != null; row = rows.next()) {
      sheet.write(row);
    }
    sheet.end();
  }

  /** Writes the end; before, it is no workbook. At least one table must be there. */
  public void finish() throws IOException {
    book.finish(new SheetPictures());
  }

  /** Closes the stream, whether the workbook is finished or not. */
  @Override
  public void close() throws IOException {
    book.close();
  }
}
