package dev.senselink.batch.outcome;

/**
 * Texts as they are kept: a server may say anything at any length, and what is kept has a limit.
 * The one place where it is cut, with a mark that shows it. Nothing that is sent is ever cut.
 */
public final class KeptText {
  private static final String MARK = "…";

  private KeptText() {}

  /**
   * The text, or as much of it as fits, with the mark.
   *
   * @param most at most so many chars, the mark included
   */
  public static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - MARK.length();
    // Half a surrogate pair is no letter.
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + MARK;
  }
}
