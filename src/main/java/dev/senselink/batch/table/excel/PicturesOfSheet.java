package dev.senselink.batch.table.excel;

import java.util.List;
import java.util.Map;

/**
 * The pictures of a sheet.
 *
 * @param placed those that lie over its cells, by their first row
 * @param named those that a formula in a cell shows, as WPS writes it: the name in the formula and
 *     the bytes' name in the zip
 */
public record PicturesOfSheet(List<CellPicture> placed, Map<String, String> named) {
  public PicturesOfSheet {
    placed = List.copyOf(placed);
    named = Map.copyOf(named);
  }

  /** Of a workbook whose pictures are not read. */
  static PicturesOfSheet none() {
    return new PicturesOfSheet(List.of(), Map.of());
  }

  public boolean isEmpty() {
    return placed.isEmpty() && named.isEmpty();
  }
}
