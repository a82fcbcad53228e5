package dev.senselink.batch.table.excel;

/**
 * A picture that lies over cells of a sheet.
 *
 * @param firstRow the sheet's row where it begins, from 1
 * @param lastRow the one where it ends
 * @param column the column where it begins, from 0
 * @param part its bytes' name in the zip
 */
public record CellPicture(int firstRow, int lastRow, int column, String part) {
  private static final int LETTERS = 26;

  /** Where it begins, as a spreadsheet names it, for example {@code C5}. */
  public String place() {
    StringBuilder letters = new StringBuilder();
    for (int left = column + 1; left > 0; left = (left - 1) / LETTERS) {
      letters.insert(0, (char) ('A' + (left - 1) % LETTERS));
    }
    return letters.append(firstRow).toString();
  }
}
