package dev.senselink.batch.roster;

import dev.senselink.batch.table.FileKind;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.excel.Workbook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The top of a list as the program understands it, also where it could not import it so. However
 * long the list is, no more than its beginning is read: what is wrong further down is found when
 * the whole is.
 *
 * @param sheets of a workbook, in the order of its tabs; empty for a text
 * @param sheet which of them is shown, as it is called; {@code ""} for a text, and where none is
 * @param encoding of a text, {@code ""} for a workbook
 * @param delimiter what stands between the cells of a text, {@code tab} for the tabulator; {@code
 *     ""} for a workbook
 * @param headerLine where the header stands, 0 where there is none
 * @param headers as read
 * @param rows the first ones
 * @param otherLists sheets further on that hold people too
 * @param isPart whether the list goes on beyond what was looked at
 * @param fault why it could not be imported so; {@code null} if nothing is wrong with what was read
 */
public record RosterPreview(
    List<Workbook.Sheet> sheets,
    String sheet,
    String encoding,
    String delimiter,
    long headerLine,
    List<String> headers,
    List<Shown> rows,
    List<String> otherLists,
    boolean isPart,
    @Nullable TableFileException fault) {
  /** So many rows are shown. */
  public static final int ROWS = 20;

  public RosterPreview {
    sheets = List.copyOf(sheets);
    headers = List.copyOf(headers);
    rows = List.copyOf(rows);
    otherLists = List.copyOf(otherLists);
  }

  /**
   * A row.
   *
   * @param line where it stands
   * @param name of whom it is, where that stands in several columns; else {@code ""}
   */
  public record Shown(long line, List<String> cells, String name) {
    public Shown {
      cells = List.copyOf(cells);
    }

    /** Its place only: it may end in a log. */
    @Override
    public String toString() {
      return "line " + line;
    }
  }

  /**
   * Reads it.
   *
   * @param name what messages call the file
   * @param below a folder for what is needed meanwhile
   * @throws IOException if that folder cannot be written
   */
  public static RosterPreview read(Path file, String name, RosterSettings settings, Path below)
      throws IOException {
    List<Workbook.Sheet> sheets = List.of();
    try {
      FileKind kind = FileKind.of(file, name);
      kind.requireTable(name);
      settings.limit().check(file, name);
      if (kind == FileKind.TEXT) {
        try (TextTop top = TextTop.of(file, settings.encoding(), below)) {
          return of(
              (how, asItIs) -> CsvRoster.open(top.file(), name, how, asItIs),
              settings,
              sheets,
              top.isPart());
        }
      }
      sheets = ExcelRoster.sheets(file, kind, name);
      return of(
          (how, asItIs) -> ExcelRoster.openTop(file, kind, name, how, asItIs),
          settings,
          sheets,
          false);
    } catch (TableFileException e) {
      return new RosterPreview(sheets, "", "", "", 0, List.of(), List.of(), List.of(), false, e);
    }
  }

  private interface Opener {
    Roster open(RosterSettings how, boolean asItIs);
  }

  private static RosterPreview of(
      Opener opener, RosterSettings settings, List<Workbook.Sheet> sheets, boolean isPart) {
    try (Roster roster = opener.open(settings, false)) {
      return of(roster, sheets, isPart, null);
    } catch (HeaderFaultException e) {
      String sheet = e.sheet() == null ? settings.sheet() : e.sheet();
      RosterSettings there = settings.withSheet(sheet).withHeaderRow((int) e.line());
      try (Roster roster = opener.open(there, true)) {
        return of(roster, sheets, isPart, e);
      }
    }
  }

  private static RosterPreview of(
      Roster roster,
      List<Workbook.Sheet> sheets,
      boolean isPart,
      @Nullable TableFileException headerFault) {
    List<Shown> rows = new ArrayList<>();
    TableFileException fault = headerFault;
    try {
      boolean joined = !roster.shape().nameParts().isEmpty();
      Row row = roster.next();
      while (row != null) {
        String name = joined ? row.text(RosterColumn.NAME) : "";
        rows.add(new Shown(row.ref().line(), row.cells(), name));
        row = rows.size() < ROWS ? roster.next() : null;
      }
    } catch (TableFileException e) {
      fault = fault == null ? e : fault;
    }
    RosterShape shape = roster.shape();
    ExcelRoster book = roster instanceof ExcelRoster one ? one : null;
    return new RosterPreview(
        sheets,
        book == null ? "" : book.sheetName(),
        shape.encoding(),
        shape.delimiter(),
        shape.headerLine(),
        shape.headers(),
        rows,
        shape.otherLists(),
        book == null ? isPart : book.isPart(),
        fault);
  }

  /** The first of what was said of other lists with which the headers of this one make sense. */
  public static Optional<String> proposal(
      ColumnMemory memory, Path file, String name, RosterSettings settings, Path below)
      throws IOException {
    for (String columns : memory.tried(settings.kind())) {
      RosterPreview read = read(file, name, settings.withColumns(columns), below);
      if (read.fault() == null
          && memory.proposal(settings.kind(), read.headers()).filter(columns::equals).isPresent()) {
        return Optional.of(columns);
      }
    }
    return Optional.empty();
  }
}
