package dev.senselink.batch.roster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person has changed in one row of a list before it is imported; the list itself stays as it
 * is.
 *
 * @param cells cells with another content
 * @param photo the path of another photo, {@code null} for none
 * @param leftOut whether the row is not to be imported at all
 */
public record RowCorrection(List<Cell> cells, @Nullable String photo, boolean leftOut) {
  /** Of a row that nobody has changed. */
  public static final RowCorrection NONE = new RowCorrection(List.of(), null, false);

  public RowCorrection {
    cells = List.copyOf(cells);
  }

  /** Whether nothing is changed. */
  public boolean isEmpty() {
    return cells.isEmpty() && photo == null && !leftOut;
  }

  /** With this content in its cell, whatever was to stand there before. */
  public RowCorrection with(Cell cell) {
    List<Cell> all = new ArrayList<>(without(cell.at()).cells());
    all.add(cell);
    return new RowCorrection(all, photo, leftOut);
  }

  /** With what the list says in the cell at this position. */
  public RowCorrection without(int at) {
    return new RowCorrection(
        cells.stream().filter(cell -> cell.at() != at).toList(), photo, leftOut);
  }

  /** With another photo; {@code null} for the one that is found for the row. */
  public RowCorrection showing(@Nullable String other) {
    return new RowCorrection(cells, other, leftOut);
  }

  /** Left out, or not. */
  public RowCorrection leftOut(boolean out) {
    return new RowCorrection(cells, photo, out);
  }

  /**
   * A cell with another content.
   *
   * @param at its position, from 0
   * @param column its header as the list has it
   */
  public record Cell(int at, String column, String from, String to) {}
}
