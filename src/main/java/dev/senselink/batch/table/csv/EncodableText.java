package dev.senselink.batch.table.csv;

import java.util.regex.Pattern;

/** Text as any file can hold it: half a surrogate pair, which no encoding has, becomes U+FFFD. */
public final class EncodableText {
  /** In a pattern a whole pair is one character, and no surrogate. */
  private static final Pattern HALF_A_PAIR = Pattern.compile("\\p{Cs}");

  private EncodableText() {}

  /** The text itself where nothing is to be replaced, as almost always. */
  public static String of(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at))) {
        return HALF_A_PAIR.matcher(text).replaceAll("\ufffd");
      }
    }
    return text;
  }
}
