package dev.senselink.batch.roster;

/**
 * Where a row stands.
 *
 * @param number the 1-based position among the filled rows, the same at every reading of the same
 *     bytes with the same settings
 * @param line the line of the row's first character (CSV) or the sheet's row (Excel); 0 of whom no
 *     line of a roster was about
 */
public record RowReference(int number, long line) {
  public RowReference {
    if (number < 1 || line < 0) {
      throw new IllegalArgumentException("rows and lines start at 1: " + number + ", " + line);
    }
  }

  /** The line as reports show it: blank for none. */
  public String shownLine() {
    return line == 0 ? "" : String.valueOf(line);
  }

  @Override
  public String toString() {
    return "line " + line;
  }
}
