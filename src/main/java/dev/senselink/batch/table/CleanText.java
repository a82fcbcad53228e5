package dev.senselink.batch.table;

import java.text.Normalizer;

/**
 * Trims a cell and brings it to Unicode's form NFC. Blanks of every kind go (no-break and
 * ideographic ones too), and tab, LF and CR; other control characters stay, for they are a fault to
 * be told.
 */
public final class CleanText {
  private CleanText() {}

  public static String of(String raw) {
    int start = 0;
    int end = raw.length();
    while (start < end && isBlank(raw.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(raw.charAt(end - 1))) {
      end--;
    }
    String trimmed = raw.substring(start, end);
    return isAscii(trimmed) ? trimmed : Normalizer.normalize(trimmed, Normalizer.Form.NFC);
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }
}
