package dev.senselink.batch.check;

import java.text.Normalizer;
import java.util.Locale;

/** Unicode's full case folding between compatibility forms: ß is ss, ﬁ is fi, Σ ς σ are one. */
final class UnicodeCaseFold {
  private static final int DOTLESS_I = 0x131;

  private UnicodeCaseFold() {}

  static String normal(String text) {
    if (isPlain(text)) {
      return text.strip().toLowerCase(Locale.ROOT);
    }
    StringBuilder folded = new StringBuilder(text.length());
    compatible(text).codePoints().forEach(c -> folded.append(fold(c)));
    return compatible(folded);
  }

  /** NFKC turns blanks of every kind into plain ones, so that trimming finds them. */
  private static String compatible(CharSequence text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
  }

  /**
   * Lower, upper, lower reaches what full folding says for every letter but the dotless i, which
   * folding keeps apart. One letter at a time: at a word's end a sigma would become another letter.
   */
  private static String fold(int codePoint) {
    String letter = Character.toString(codePoint);
    if (codePoint == DOTLESS_I) {
      return letter;
    }
    String upper = letter.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder();
    upper.codePoints().forEach(c -> folded.append(Character.toString(c).toLowerCase(Locale.ROOT)));
    return folded.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
