package dev.senselink.batch.check;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a text speaks of somebody: one of their names or numbers stands in it as a word of its
 * own, however it is spelled. {@code Li} is not in {@code Lisbon}; Han characters stand together
 * without blanks, so that a name of these counts wherever it stands. A number of few digits is
 * everywhere, as a line, a room or a count: it tells of somebody only where nothing else stands.
 */
public final class NameMentions {
  private static final int FEWEST_LETTERS = 2;

  /** From here on digits are a telephone's, which people write in groups. */
  private static final int TELEPHONE = 7;

  private static final Pattern FEW_DIGITS = Pattern.compile("[0-9]{1,3}");

  /** A letter or digit that would make a longer word of a word without Han characters. */
  private static final String LETTER = "[\\p{L}\\p{N}&&[^\\p{IsHan}]]";

  private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s().+-]");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{" + TELEPHONE + ",}");

  private final List<Pattern> words;

  private NameMentions(List<Pattern> words) {
    this.words = words;
  }

  /**
   * Of somebody with these names and numbers.
   *
   * @param values as rosters spell them; one letter alone tells of nobody
   */
  public static NameMentions of(Collection<String> values) {
    return new NameMentions(
        values.stream()
            .map(UnicodeCaseFold::normal)
            .filter(value -> value.length() >= FEWEST_LETTERS)
            .distinct()
            .map(NameMentions::word)
            .toList());
  }

  /** Whether this text does. */
  public boolean in(String text) {
    String folded = UnicodeCaseFold.normal(text);
    return words.stream().anyMatch(word -> word.matcher(folded).find());
  }

  private static Pattern word(String value) {
    if (FEW_DIGITS.matcher(value).matches()) {
      return Pattern.compile("^\\s*" + value + "\\s*$");
    }
    String digits = BETWEEN_DIGITS.matcher(value).replaceAll("");
    return Pattern.compile(
        DIGITS.matcher(digits).matches()
            ? spaced(digits) + edge(value, false) // whatever country code stands in front
            : edge(value, true) + blanks(value) + edge(value, false));
  }

  private static String spaced(String digits) {
    return digits
        .chars()
        .mapToObj(Character::toString)
        .collect(Collectors.joining(BETWEEN_DIGITS + "*"));
  }

  /** A name of several words may have any blanks between them. */
  private static String blanks(String value) {
    return Pattern.compile("\\s+")
        .splitAsStream(value)
        .map(Pattern::quote)
        .collect(Collectors.joining("\\s+"));
  }

  private static String edge(String value, boolean first) {
    int letter = first ? value.codePointAt(0) : value.codePointBefore(value.length());
    if (Character.isIdeographic(letter)) {
      return "";
    }
    return first ? "(?<!" + LETTER + ")" : "(?!" + LETTER + ")";
  }
}
