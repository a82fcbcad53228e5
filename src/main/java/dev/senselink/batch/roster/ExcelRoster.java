package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.Words.words;

import dev.senselink.batch.table.FileKind;
import dev.senselink.batch.table.RosterException.Code;
import dev.senselink.batch.table.RosterException;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.excel.Workbook;
import dev.senselink.batch.table.excel.XlsWorkbook;
import dev.senselink.batch.table.excel.XlsxWorkbook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rosters that are workbooks: one sheet of them. */
final class ExcelRoster implements Roster {
  private final String file;
  private final Workbook book;
  private final Workbook.Lines sheet;
  private final FilledLines lines;
  private final RosterShape shape;
  private final Header header;
  private int number;

  private ExcelRoster(String file, Workbook book, SheetSearch.Found found, RosterShape shape) {
    this.file = file;
    this.book = book;
    this.sheet = found.lines();
    this.lines = new FilledLines(sheet, shape);
    this.shape = shape;
    this.header =
        new Header(
            shape.headers(),
            shape.columns(),
            Set.copyOf(found.header().row().ignored()),
            shape.hostIsId(),
            Header.NO_DELIMITER);
  }

  static ExcelRoster open(Path path, FileKind kind, String file, RosterSettings settings) {
    try {
      Workbook book =
          kind == FileKind.XLSX ? XlsxWorkbook.open(path, file) : XlsWorkbook.open(path, file);
      try {
        SheetSearch.Found found = new SheetSearch(book, settings, file).find();
        return new ExcelRoster(file, book, found, Shapes.ofSheet(found, book));
      } catch (IOException | RuntimeException e) {
        book.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public RosterShape shape() {
    return lines.told(shape);
  }

  @Override
  public @Nullable Row next() {
    try {
      TableLine line = lines.next();
      if (line == null) {
        return null;
      }
      header.columns().forEach(new MarkedCells(line)::settle);
      return new Row(new RowRef(++number, line.line()), header, line);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public void close() {
    try (book) {
      sheet.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static RosterException unreadable(String file, IOException e) {
    return new RosterException(Code.CORRUPT, file, words("file.cut"), e);
  }
}
