package dev.senselink.batch.roster;

/**
 * The quote that keeps a spreadsheet from running a cell as a formula. Putting it on and taking it
 * off are exact inverses.
 */
final class FormulaGuard {
  private FormulaGuard() {}

  /** Puts {@code '} before a value that matches {@code ^'*[=+\-@\t\r]}. */
  static String guard(String value) {
    return isFormula(value, firstOther(value)) ? "'" + value : value;
  }

  /** Takes one {@code '} off a value that matches {@code ^'+[=+\-@\t\r]}. */
  static String unguard(String cell) {
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
    return at < value.length() && "=+-@\t\r".indexOf(value.charAt(at)) >= 0;
  }
}
