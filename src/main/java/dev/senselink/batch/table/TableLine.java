package dev.senselink.batch.table;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a table, blank ones too, whatever kind of file it comes from.
 *
 * @param line the line of its first character, or the sheet's row, from 1
 * @param cells the cells as read; the list may be changed until a row is made of it
 * @param marks what a workbook knows of a cell besides its text, by position from 0
 * @param spans merged cells that reach over several rows, by the position of their first column
 * @param hidden whether the sheet does not show the row
 */
public record TableLine(
    long line,
    List<String> cells,
    Map<Integer, CellMark> marks,
    Map<Integer, CellSpan> spans,
    boolean hidden) {

  /** A line of a text file, which knows nothing but texts. */
  public TableLine(long line, List<String> cells) {
    this(line, cells, Map.of(), Map.of(), false);
  }

  /** A source of lines from top to bottom. */
  public interface Source {
    /** The next line, or null at the end. */
    @Nullable TableLine next() throws IOException;
  }
}
