package dev.senselink.batch.ledger.store;

/**
 * Texts as PostgreSQL can keep them. It refuses U+0000, and half of a surrogate pair has no form in
 * UTF-8, but a server may say both, and what it says is neither cut nor changed here. Each stands
 * as one character of a plane that is nobody's; whatever is of that plane already has a mark before
 * it. No text gets longer by it than it was in Java's chars, so that it still fits.
 */
final class PostgresText {
  /** Before a character that stands for itself. */
  private static final int ITSELF = 0x10F000;

  private static final int NUL = 0x10F001;

  /** Stands for the first half that is alone, and those behind it for the others. */
  private static final int HALF = 0x10F800;

  private static final int LAST = Character.MAX_CODE_POINT;

  private PostgresText() {}

  /** The form in which a text is kept. */
  static String kept(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length() + 2);
    text.codePoints()
        .forEach(
            point -> {
              if (point == 0) {
                kept.appendCodePoint(NUL);
              } else if (isHalf(point)) {
                kept.appendCodePoint(HALF + point - Character.MIN_SURROGATE);
              } else if (point >= ITSELF) {
                kept.appendCodePoint(ITSELF).appendCodePoint(point);
              } else {
                kept.appendCodePoint(point);
              }
            });
    return kept.toString();
  }

  /** The text of a kept form. */
  static String read(String kept) {
    if (kept.codePoints().noneMatch(point -> point >= ITSELF)) {
      return kept;
    }
    StringBuilder text = new StringBuilder(kept.length());
    for (int at = 0; at < kept.length(); ) {
      int point = kept.codePointAt(at);
      at += Character.charCount(point);
      if (point == ITSELF && at < kept.length()) {
        int itself = kept.codePointAt(at);
        at += Character.charCount(itself);
        text.appendCodePoint(itself);
      } else if (point == NUL) {
        text.append('\0');
      } else if (point >= HALF && point <= LAST) {
        text.append((char) (point - HALF + Character.MIN_SURROGATE));
      } else {
        text.appendCodePoint(point);
      }
    }
    return text.toString();
  }

  /** Nearly every text is: it is not looked at twice. */
  private static boolean isPlain(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
