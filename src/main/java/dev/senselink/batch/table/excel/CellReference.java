package dev.senselink.batch.table.excel;

import org.jspecify.annotations.Nullable;

/**
 * A cell's place as a sheet writes it, for example {@code AB12}.
 *
 * @param column from 0
 * @param row from 1
 */
record CellReference(int column, int row) {
  private static final int LETTERS = 26;
  private static final int MOST_ROWS = 1 << 20;

  /** The place, or null if the text names none that a sheet has. */
  static @Nullable CellReference of(String text) {
    int column = 0;
    int at = 0;
    while (at < text.length() && at < 4 && isLetter(text.charAt(at))) {
      column = column * LETTERS + (text.charAt(at) & 0x1f);
      at++;
    }
    int row = 0;
    int digits = at;
    while (at < text.length() && at - digits < 8 && isDigit(text.charAt(at))) {
      row = row * 10 + text.charAt(at) - '0';
      at++;
    }
    boolean whole = digits > 0 && at > digits && at == text.length();
    return whole && column <= Workbook.MOST_COLUMNS && row > 0 && row <= MOST_ROWS
        ? new CellReference(column - 1, row)
        : null;
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
