package dev.senselink.batch.language;

/**
 * Makes visible what a terminal would obey instead of showing it: a name from a roster or from the
 * server could otherwise hide lines, forge them or have the terminal do things. Control characters
 * but the end of a line, marks that turn the direction of writing, and the line ends that only
 * Unicode knows are written as {@code \}{@code uXXXX}: inside a JSON document that is the same
 * text.
 */
public final class VisibleText {
  private static final char DELETE = '\u007f';
  private static final char LAST_CONTROL = '\u009f';

  private VisibleText() {}

  /** Whether a character is shown or, as a line feed, meant. */
  public static boolean isPlain(char c) {
    return c >= ' ' && c < DELETE || c == '\n' || c > LAST_CONTROL && !isMark(c);
  }

  /** What is shown of any other character. */
  public static String shown(char c) {
    return String.format("\\u%04x", (int) c);
  }

  /** A text as it may be shown, all of it on one line. */
  public static String line(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c) && c != '\n') {
        shown.append(c);
      } else {
        shown.append(shown(c));
      }
    }
    return shown.toString();
  }

  /** Directions (Arabic letter mark, LRM, RLM, embeddings, overrides, isolates) and line ends. */
  private static boolean isMark(char c) {
    return c == '\u061c'
        || c >= '\u200e' && c <= '\u200f'
        || c >= '\u2028' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069';
  }
}
