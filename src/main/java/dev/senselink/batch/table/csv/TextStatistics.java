package dev.senselink.batch.table.csv;

import java.nio.CharBuffer;

/** Counts the lines and characters of a text that goes by, and those that tell of its encoding. */
final class TextStatistics {
  private static final char REPLACEMENT = 0xfffd;

  private long line = 1;
  private long column = 1;
  private boolean afterCr;
  private long foreign;
  private long replaced;
  private boolean hasPrivate;

  void add(CharBuffer chars) {
    while (chars.hasRemaining()) {
      char c = chars.get();
      if (c == '\r' || c == '\n') {
        line += c == '\n' && afterCr ? 0 : 1;
        column = 1;
      } else {
        column += Character.isLowSurrogate(c) ? 0 : 1;
      }
      afterCr = c == '\r';
      if (c > 0x7f) {
        foreign++;
        replaced += c == REPLACEMENT ? 1 : 0;
        hasPrivate |= PrivateUseCharacters.isIn(c);
      }
    }
  }

  /** Where the next character would stand. */
  TextPosition next() {
    return new TextPosition(line, column);
  }

  /** Characters beyond ASCII that are what was written. */
  long foreign() {
    return foreign - replaced;
  }

  /** Replacement characters: bytes that were none of the encoding. */
  long replaced() {
    return replaced;
  }

  boolean hasPrivate() {
    return hasPrivate;
  }
}
