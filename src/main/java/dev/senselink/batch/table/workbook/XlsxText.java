package dev.senselink.batch.table.workbook;

import static dev.senselink.batch.table.TableMessages.words;

/**
 * Texts as the XML of a workbook holds them: exact, whatever they contain. Half a surrogate pair
 * becomes U+FFFD, as in our CSV files.
 */
final class XlsxText {
  /** Excel repairs a file with a longer cell by throwing the cell away. */
  static final int MOST_LETTERS = 32_767;

  private static final int ESCAPE_LETTERS = 7;

  private XlsxText() {}

  /** The text as far as a cell can hold it; one that is cut says so itself. */
  static String fitting(String text) {
    if (text.length() <= MOST_LETTERS) {
      return text;
    }
    String cut = words("cut.cell", MOST_LETTERS, text.length());
    int end = MOST_LETTERS - cut.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + cut;
  }

  /** Appends a text as the content of an element or of an attribute. */
  static void append(StringBuilder to, String text) {
    if (isAsItIs(text)) {
      to.append(text);
      return;
    }
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '&' -> to.append("&amp;");
        case '<' -> to.append("&lt;");
        case '>' -> to.append("&gt;");
        case '"' -> to.append("&quot;");
        case '_' -> to.append(looksEscaped(text, at) ? "_x005F_" : "_");
        default -> {
          if (isPlain(c)) {
            to.append(c);
          } else {
            odd(to, text, at);
          }
        }
      }
    }
  }

  /** As most are. */
  private static boolean isAsItIs(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (!isPlain(c) || c == '&' || c == '<' || c == '>' || c == '"' || c == '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < Character.MIN_SURROGATE
        || c == '\n'
        || c == '\t'
        || c > Character.MAX_SURROGATE && c < '\ufffe';
  }

  private static void odd(StringBuilder to, String text, int at) {
    char c = text.charAt(at);
    if (!Character.isSurrogate(c)) {
      to.append(String.format("_x%04X_", (int) c));
    } else if (isWhole(text, at)) {
      to.append(c);
    } else {
      to.append('\ufffd');
    }
  }

  private static boolean isWhole(String text, int at) {
    int high = Character.isHighSurrogate(text.charAt(at)) ? at : at - 1;
    return high >= 0
        && high + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(high), text.charAt(high + 1));
  }

  /** Whether a reader would take what follows for a character written as its number. */
  private static boolean looksEscaped(String text, int at) {
    if (at + ESCAPE_LETTERS > text.length()
        || text.charAt(at + 1) != 'x'
        || text.charAt(at + ESCAPE_LETTERS - 1) != '_') {
      return false;
    }
    for (int digit = at + 2; digit < at + ESCAPE_LETTERS - 1; digit++) {
      if (Character.digit(text.charAt(digit), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
