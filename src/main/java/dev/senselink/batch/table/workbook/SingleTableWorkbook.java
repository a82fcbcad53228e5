package dev.senselink.batch.table.workbook;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A workbook of one table, written row by row and forward only, in fixed memory; past a million
 * rows it goes on in another sheet. Cells are texts, as they are, and never formulas. Readable by
 * its owner only. Not for several threads.
 */
public final class SingleTableWorkbook implements Closeable {
  private final XlsxWriter book;
  private final XlsxSheetWriter sheet;

  private SingleTableWorkbook(XlsxWriter book, XlsxSheetWriter sheet) {
    this.book = book;
    this.sheet = sheet;
  }

  /** Creates the file, which must not be there yet, with its header. */
  public static SingleTableWorkbook create(Path file, String name, List<String> columns)
      throws IOException {
    XlsxWriter book = XlsxWriter.create(file);
    try {
      return new SingleTableWorkbook(
          book, book.sheet(SheetShape.of(name, columns.stream().map(SheetColumn::text).toList())));
    } catch (IOException e) {
      book.close();
      throw e;
    }
  }

  /** Appends a row. */
  public void write(List<String> cells) throws IOException {
    sheet.write(cells);
  }

  /** Writes the end; before, it is no workbook. */
  public void finish() throws IOException {
    sheet.end();
    book.finish(new SheetPictures());
  }

  @Override
  public void close() throws IOException {
    book.close();
  }
}
