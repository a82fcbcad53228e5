package dev.senselink.batch.report;

import dev.senselink.batch.table.csv.GuardedCsv;
import dev.senselink.batch.table.workbook.Book;
import dev.senselink.batch.table.workbook.BookSheet;
import dev.senselink.batch.table.workbook.Lines;
import dev.senselink.batch.table.workbook.SheetColumn;
import dev.senselink.batch.table.workbook.SheetShape;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A table of the report twice: as CSV, and line by line the same as a workbook. */
final class Table implements Lines, Closeable {
  private final ReportFolder folder;
  private final String name;
  private final String bookName;
  private final GuardedCsv csv;
  private final Book book;
  private final BookSheet sheet;
  private boolean textIsWhole;

  private Table(
      ReportFolder folder,
      String name,
      String bookName,
      GuardedCsv csv,
      Book book,
      BookSheet sheet) {
    this.folder = folder;
    this.name = name;
    this.bookName = bookName;
    this.csv = csv;
    this.book = book;
    this.sheet = sheet;
  }

  /** Begins both files with the header; of the CSV the columns with pictures are no part. */
  static Table create(ReportFolder folder, String name, String bookName, SheetShape shape)
      throws IOException {
    GuardedCsv csv = GuardedCsv.create(folder.unfinished(name));
    try {
      csv.write(
          shape.columns().stream()
              .filter(column -> column.kind() != SheetColumn.Kind.PICTURE)
              .map(SheetColumn::name)
              .toList());
      Book book = Book.create(folder.unfinished(bookName));
      return new Table(folder, name, bookName, csv, book, book.sheet(shape));
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

  BookSheet sheet() {
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
    void write(Book book, BookSheet sheet) throws IOException;
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
