package dev.senselink.batch.roster;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cell of a gender, as the server's number: 1 female, 2 male (manual 6.3.1). */
public final class CellGender {
  private static final Integer FEMALE = 1;
  private static final Integer MALE = 2;
  private static final Map<String, Integer> WORDS =
      Map.of("f", FEMALE, "female", FEMALE, "女", FEMALE, "m", MALE, "male", MALE, "男", MALE);

  private CellGender() {}

  /** Reads a filled cell; null if it says no gender, or a bare number nobody agreed on. */
  public static @Nullable Integer parse(String text, @Nullable GenderCoding coding) {
    String word = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    if (coding != null && isBareNumber(word)) {
      boolean first = word.equals("1");
      return coding == GenderCoding.SENSELINK ? pick(first, FEMALE) : pick(first, MALE);
    }
    return WORDS.get(word);
  }

  /** Whether the cell is a {@code 1} or {@code 2}, whose meaning an option must tell. */
  public static boolean isBareNumber(String text) {
    return text.equals("1") || text.equals("2");
  }

  private static Integer pick(boolean first, Integer meaningOfOne) {
    Integer other = meaningOfOne.equals(FEMALE) ? MALE : FEMALE;
    return first ? meaningOfOne : other;
  }
}
