package dev.senselink.batch.roster.cell;

import org.jspecify.annotations.Nullable;

/** Ids as cells write them. A number too large for an id is none. */
public final class IdText {
  private static final int MOST_DIGITS = 18;

  private IdText() {}

  /** The id of {@code #226}, else null. */
  public static @Nullable Long marked(String text) {
    return text.startsWith("#") ? bare(text.substring(1)) : null;
  }

  /** The id of {@code 226}, else null. */
  static @Nullable Long bare(String text) {
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return Long.valueOf(text);
  }
}
