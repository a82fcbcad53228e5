package dev.senselink.batch.report;

import dev.senselink.batch.table.csv.GuardedCsvWriter;
import dev.senselink.batch.table.workbook.LineSink;
import dev.senselink.batch.table.workbook.SheetColumn;
import dev.senselink.batch.table.workbook.SheetShape;
import dev.senselink.batch.table.workbook.XlsxSheetWriter;
import dev.senselink.batch.table.workbook.XlsxWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A table of the report twice: as CSV, and line by line the same as a workbook. */
final class ReportTable implements LineSink, Closeable {
  private final ReportFolder folder;
  private final String name;
  private final String bookName;
  private final GuardedCsvWriter csv;
  private final XlsxWriter book;
  private final XlsxSheetWriter sheet;
  private boolean textIsWhole;

  private ReportTable(
      ReportFolder folder,
      String name,
      String bookName,
      GuardedCsvWriter csv,
      XlsxWriter book,
      XlsxSheetWriter sheet) {
    this.folder = folder;
    this.name = name;
    this.bookName = bookName;
    this.csv = csv;
    this.book = book;
    this.sheet = sheet;
  }

  /** Begins both files with the header; of the CSV the columns with pictures are no part. */
  static ReportTable create(ReportFolder folder, String name, String bookName, SheetShape shape)
      throws IOException {
    GuardedCsvWriter csv = GuardedCsvWriter.create(folder.unfinishedFile(name));
    try {
      csv.write(
          shape.columns().stream()
              .filter(column -> column.kind() != SheetColumn.Kind.PICTURE)
              .map(SheetColumn::name)
              .toList());
      XlsxWriter book = XlsxWriter.create(folder.unfinishedFile(bookName));
      return new ReportTable(folder, name, bookName, csv, book, book.sheet(shape));
    } catch (IOException e) {
      csv.close();
      throw e;
    }
  }

  @Override
  public void write(List<String> cells) throws IOException {
    write(cells, false, List.of());
  }

  /**
   * Appends a line to both files.
   *
   * @param tall whether a picture belongs to it
   * @param words what may be chosen in it
   */
  void write(List<String> cells, boolean tall, List<String> words) throws IOException {
    csv.write(cells);
    sheet.write(cells, tall, words);
  }

  XlsxSheetWriter sheet() {
    return sheet;
  }

  /** Gives the CSV its name. */
  void publishText() throws IOException {
    csv.close();
    textIsWhole = true;
    folder.publish(name);
  }

  /** Gives the workbook its name once its end is written. */
  void publishBook(BookEnd end) throws IOException {
    end.write(book, sheet);
    book.close();
    folder.publish(bookName);
  }

  /** How a workbook ends. */
  @FunctionalInterface
  interface BookEnd {
    /** Ends the table's sheet and finishes the book. */
    void write(XlsxWriter book, XlsxSheetWriter sheet) throws IOException;
  }

  @Override
  public void close() throws IOException {
    try (book) {
      if (!textIsWhole) {
        csv.close();
      }
    }
  }
}
