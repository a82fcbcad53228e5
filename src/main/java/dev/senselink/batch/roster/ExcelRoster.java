package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.table.FileKind;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.excel.PicturesOfSheet;
import dev.senselink.batch.table.excel.Workbook;
import dev.senselink.batch.table.excel.XlsWorkbook;
import dev.senselink.batch.table.excel.XlsxWorkbook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rosters that are workbooks: one sheet of them. */
final class ExcelRoster implements Roster {
  private final String file;
  private final Workbook book;
  private final Workbook.Lines sheet;
  private final FilledLines lines;
  private final RosterShape shape;
  private final RosterHeader header;
  private final MergedValues merged;
  private final int place;
  private int number;

  private ExcelRoster(String file, Workbook book, SheetSearch.Found found, RosterShape shape) {
    this.file = file;
    this.book = book;
    this.sheet = found.lines();
    this.place = found.sheet();
    this.lines = new FilledLines(found.header().next(), sheet, shape);
    this.shape = shape;
    this.header =
        new RosterHeader(
            shape.headers(),
            shape.columns(),
            Set.copyOf(found.header().row().ignored()),
            shape.hostIsId(),
            new JoinedName(shape.nameParts(), found.header().row().nameIsChosen()),
            found.header().row().standing(),
            RosterHeader.NO_DELIMITER);
    this.merged = new MergedValues(header);
  }

  static ExcelRoster open(Path path, FileKind kind, String file, RosterSettings settings) {
    try {
      return in(
          kind == FileKind.XLSX ? XlsxWorkbook.open(path, file) : XlsWorkbook.open(path, file),
          file,
          settings,
          false);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Opens one of which the first rows are wanted and no more.
   *
   * @param asItIs whether the header asked for is one whatever it lacks
   */
  static ExcelRoster openTop(
      Path path, FileKind kind, String file, RosterSettings settings, boolean asItIs) {
    try {
      return in(top(path, kind, file), file, settings, asItIs);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Workbook top(Path path, FileKind kind, String file) throws IOException {
    return kind == FileKind.XLSX ? XlsxWorkbook.openTop(path, file) : XlsWorkbook.open(path, file);
  }

  /** The sheets of a workbook, in the order of the tabs. */
  static List<Workbook.Sheet> sheets(Path path, FileKind kind, String file) {
    try (Workbook book = top(path, kind, file)) {
      return List.copyOf(book.sheets());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ExcelRoster in(Workbook book, String file, RosterSettings settings, boolean asItIs)
      throws IOException {
    try {
      SheetSearch.Found found = new SheetSearch(book, settings, file, asItIs).find();
      return new ExcelRoster(file, book, found, RosterShapeBuilder.ofSheet(found, book));
    } catch (IOException | RuntimeException e) {
      book.close();
      throw e;
    }
  }

  /** The name of the sheet that is read, as it is. */
  String sheetName() {
    return book.sheets().get(place).name();
  }

  /** Whether so much stands below that nothing of it was looked at. */
  boolean isPart() {
    return book instanceof XlsxWorkbook xlsx && xlsx.isPart(place);
  }

  @Override
  public RosterShape shape() {
    return merged.told(lines.shapeWithNotes(shape));
  }

  @Override
  public @Nullable Row next() {
    try {
      TableLine line = lines.next();
      if (line == null) {
        return null;
      }
      header.forEachNeeded(new MarkedCells(line, shape.headerLine(), merged)::settle);
      return new Row(new RowReference(++number, line.line()), header, line);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public PicturesOfSheet pictures() {
    try {
      return book.pictures(place);
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

  private static TableFileException unreadable(String file, IOException e) {
    return new TableFileException(Code.CORRUPT, file, words("file.cut"), e);
  }
}
