package dev.senselink.batch.cli.console;

/**
 * How many columns of a terminal a text takes: a Chinese character and its punctuation take two.
 * Signs that some terminals draw wide and others narrow count as wide, so that a line is rather too
 * short than too long.
 */
public final class DisplayWidth {
  /** The first sign that can be wide. */
  private static final int NARROW = 0x2000;

  private DisplayWidth() {}

  public static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  /** As much of the beginning as there is room for. */
  static String cut(String text, int most) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int sign = text.codePointAt(end);
      used += of(sign);
      if (used > most) {
        break;
      }
      end += Character.charCount(sign);
    }
    return text.substring(0, end);
  }

  private static int of(int sign) {
    return sign >= NARROW && !isNarrow(sign) ? 2 : 1;
  }

  private static boolean isNarrow(int sign) {
    // Half-width forms; beyond them everything from the general punctuation on may be wide.
    return sign >= 0xFF61 && sign <= 0xFFDC || sign >= 0xFFE8 && sign <= 0xFFEE;
  }
}
