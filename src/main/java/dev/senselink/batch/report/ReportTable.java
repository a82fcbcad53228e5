package dev.senselink.batch.report;

import dev.senselink.batch.table.csv.GuardedCsvWriter;
import dev.senselink.batch.table.workbook.LineSink;
import dev.senselink.batch.table.workbook.SheetShape;
import dev.senselink.batch.table.workbook.XlsxSheetWriter;
import dev.senselink.batch.table.workbook.XlsxWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A table of the report twice: as CSV for programs, and as a workbook for people. */
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

  /** Begins both files with the header; the CSV has its own names for the columns. */
  static ReportTable create(
      ReportFolder folder, String name, String bookName, List<String> headers, SheetShape shape)
      throws IOException {
    GuardedCsvWriter csv = GuardedCsvWriter.create(folder.unfinishedFile(name));
    try {
      csv.write(headers);
      XlsxWriter book = XlsxWriter.create(folder.unfinishedFile(bookName));
      return new ReportTable(folder, name, bookName, csv, book, book.sheet(shape));
    } catch (IOException e) {
      csv.close();
      throw e;
    }
  }

  /** Appends a line to the CSV. */
  void writeText(List<String> cells) throws IOException {
    csv.write(cells);
  }

  /** Appends the same line to both files. */
  @Override
  public void write(List<String> cells) throws IOException {
    csv.write(cells);
    sheet.write(cells);
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
