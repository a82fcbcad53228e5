package dev.senselink.batch.roster.cell;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cell of a gender, as the server's number: 1 female, 2 male (manual 6.3.1). */
public final class CellGender {
  private static final Integer FEMALE = 1;
  private static final Integer MALE = 2;
  private static final Map<String, Integer> WORDS =
      Map.of(
          "f", FEMALE, "female", FEMALE, "女", FEMALE, "女性", FEMALE, "m", MALE, "male", MALE, "男",
          MALE, "男性", MALE);

  private CellGender() {}

  /** Reads a filled cell; null if it says no gender, or a bare number nobody agreed on. */
  public static @Nullable Integer parse(String text, @Nullable GenderCoding coding) {
    String word = fold(text);
    if (coding != null && isBareNumber(word)) {
      boolean female = word.equals("1") == (coding == GenderCoding.SENSELINK);
      return female ? FEMALE : MALE;
    }
    return WORDS.get(word);
  }

  /** Whether the cell is a {@code 1} or {@code 2}, whose meaning an option must tell. */
  public static boolean isBareNumber(String text) {
    String word = fold(text);
    return word.equals("1") || word.equals("2");
  }

  private static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
