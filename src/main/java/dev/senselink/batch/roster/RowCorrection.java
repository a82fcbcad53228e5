package dev.senselink.batch.roster;

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
  public RowCorrection {
    cells = List.copyOf(cells);
  }

  /**
   * A cell with another content.
   *
   * @param at its position, from 0
   * @param column its header as the list has it
   */
  public record Cell(int at, String column, String from, String to) {}
}
