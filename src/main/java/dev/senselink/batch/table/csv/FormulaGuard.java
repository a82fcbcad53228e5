package dev.senselink.batch.table.csv;

/**
 * The quote that keeps a spreadsheet from running a cell as a formula. Putting it on and taking it
 * off are exact inverses.
 */
public final class FormulaGuard {
  /**
   * Also as East Asian keyboards write them, and what a spreadsheet leaves out in front of them.
   */
  private static final String STARTS = "=+-@\uff1d\uff0b\uff0d\uff20\t\r\n";

  private FormulaGuard() {}

  /** Puts {@code '} before a value that matches {@code ^'*[=+\-@＝＋－＠\t\r\n]}. */
  static String guard(String value) {
    return isFormula(value, firstOther(value)) ? "'" + value : value;
  }

  /** Takes one {@code '} off a value that matches {@code ^'+[=+\-@＝＋－＠\t\r\n]}. */
  public static String unguard(String cell) {
    int quotes = firstOther(cell);
    return quotes > 0 && isFormula(cell, quotes) ? cell.substring(1) : cell;
  }

  private static int firstOther(String value) {
    int at = 0;
    while (at < value.length() && value.charAt(at) == '\'') {
      at++;
    }
    return at;
  }

  private static boolean isFormula(String value, int at) {
    return at < value.length() && STARTS.indexOf(value.charAt(at)) >= 0;
  }
}
