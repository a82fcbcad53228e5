package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.roster.KnownHeaders.Meaning;
import dev.senselink.batch.roster.KnownHeaders.Role;
import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.QuotedNames;
import dev.senselink.batch.table.TableLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines below a header that are rows. Passed over are those whose cells are all blank, the line
 * of names below the header of our own workbooks, and, told, the example of our own template, what
 * sums up the others and what repeats the header.
 */
final class FilledLines {
  private static final int TOLD = 10;

  private final TableLine.Source lines;
  private @Nullable TableLine next;
  private final List<String> headers;

  /** What our own files call the columns that were recognised. */
  private final Map<Integer, String> ownNames = new HashMap<>();

  private final Map<Integer, RosterColumn> columns = new HashMap<>();

  /** Of a single column nobody could tell a second header from a name. */
  private final boolean mayRepeat;

  private final List<Long> examples = new ArrayList<>();
  private final List<Long> totals = new ArrayList<>();
  private final List<Long> repeated = new ArrayList<>();

  /** Of columns without a header, where the first line is that has something there. */
  private final Map<Integer, Long> unnamed = new TreeMap<>();

  /**
   * @param next the first of them if it was read already, else null
   * @param shape what is known of the header above them
   */
  FilledLines(@Nullable TableLine next, TableLine.Source lines, RosterShape shape) {
    this.next = next;
    this.lines = lines;
    headers = shape.headers().stream().map(CleanText::of).toList();
    shape.columns().forEach((column, at) -> ownNames.put(at, column.header()));
    shape.columns().forEach((column, at) -> columns.put(at, column));
    mayRepeat = shape.columns().size() > 1;
  }

  @Nullable TableLine next() throws IOException {
    TableLine line = next == null ? lines.next() : next;
    next = null;
    while (line != null && !isRow(line)) {
      line = lines.next();
    }
    return line;
  }

  private boolean isRow(TableLine line) {
    if (HeaderSearch.isBlank(line)) {
      return false;
    }
    if (ExampleMark.isWhole(line)) {
      note(examples, line);
      return false;
    }
    if (mayRepeat && isHeader(line)) {
      note(repeated, line); // also where the header is our own names
      return false;
    }
    if (isOwnNames(line)) {
      return false;
    }
    if (mayRepeat && isHeaderInOtherWords(line)) {
      note(repeated, line);
      return false;
    }
    if (TotalsLine.is(line)) {
      note(totals, line);
      return false;
    }
    for (int i = 0; i < Math.min(headers.size(), line.cells().size()); i++) {
      if (headers.get(i).isEmpty() && !CleanText.of(line.cells().get(i)).isEmpty()) {
        unnamed.putIfAbsent(i + 1, line.line());
      }
    }
    return true;
  }

  /** As on each page of a printed table, or where several tables were put into one file. */
  private boolean isHeader(TableLine line) {
    List<String> cells = line.cells();
    for (int i = 0; i < Math.max(headers.size(), cells.size()); i++) {
      String header = i < headers.size() ? headers.get(i) : "";
      if (!header.equals(i < cells.size() ? CleanText.of(cells.get(i)) : "")) {
        return false;
      }
    }
    return true;
  }

  /**
   * As below a Chinese header the English one, for whoever reads only that. What it calls columns
   * that nobody knows says nothing.
   */
  private boolean isHeaderInOtherWords(TableLine line) {
    int ours = 0;
    for (int i = 0; i < line.cells().size(); i++) {
      String cell = HeaderNames.fold(line.cells().get(i));
      RosterColumn column = columns.get(i);
      if (cell.isEmpty()) {
        continue;
      }
      boolean meant = column != null && means(KnownHeaders.TABLE.byName().get(cell), column);
      boolean named = i < headers.size() && !headers.get(i).isEmpty();
      if (!meant && (column != null || !named)) {
        return false;
      }
      ours += meant ? 1 : 0;
    }
    return ours > 1;
  }

  private static boolean means(@Nullable Meaning known, RosterColumn column) {
    return known != null
        && (known.columns().contains(column)
            || (column == RosterColumn.NAME
                && (known.role() == Role.GIVEN || known.role() == Role.FAMILY)));
  }

  /**
   * The small line below the headers of our own workbooks, which names every known column again.
   */
  private boolean isOwnNames(TableLine line) {
    List<String> cells = line.cells();
    for (int i = 0; i < cells.size(); i++) {
      String cell = CleanText.of(cells.get(i));
      boolean ours = HeaderNames.isError(HeaderNames.fold(cell)) || cell.equals(ownNames.get(i));
      if (!cell.isEmpty() && !ours) {
        return false;
      }
    }
    return ownNames.keySet().stream()
        .allMatch(i -> i < cells.size() && CleanText.of(cells.get(i)).equals(ownNames.get(i)));
  }

  private static void note(List<Long> lines, TableLine line) {
    if (lines.size() < TOLD) {
      lines.add(line.line());
    }
  }

  /** The shape with what was passed over so far. */
  RosterShape shapeWithNotes(RosterShape shape) {
    RosterShape told = shape;
    if (!examples.isEmpty()) {
      told = told.withWarning(words("shape.example", list(examples)));
    }
    if (!totals.isEmpty()) {
      told = told.withWarning(words("shape.totals", list(totals)));
    }
    if (!repeated.isEmpty()) {
      told = told.withWarning(words("shape.repeated", list(repeated)));
    }
    for (Map.Entry<Integer, Long> column : unnamed.entrySet()) {
      told =
          told.withUnknown(words("place.column", column.getKey()))
              .withWarning(words("shape.unnamed", column.getKey(), column.getValue()));
    }
    return told;
  }

  private static String list(List<Long> lines) {
    return QuotedNames.list(lines.stream().map(String::valueOf).toList());
  }
}
