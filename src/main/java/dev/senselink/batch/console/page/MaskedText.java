package dev.senselink.batch.console.page;

import dev.senselink.batch.roster.RosterColumn;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts of lists, reports and the server as the visitor may read them: a viewer sees neither ID
 * numbers nor the keys of people, wherever they are quoted. All others see the text as it is.
 */
public final class MaskedText {
  private static final String MASK = "****";

  private static final String EDGE = "A-Za-z\\p{Nd}";

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\d(?:[ T]\\d\\d:\\d\\d(?::\\d\\d)?)?";

  /**
   * A moment, which stays; else three groups of digits, or one piece of at least six letters and
   * digits, four of them digits. Why so wide: an ID number may be of any country, and a message may
   * quote it in any place.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          alone("(?<time>" + TIME + ")")
              + "|"
              + alone("\\p{Nd}{2,}(?:[ -]\\p{Nd}{2,}){2,}[Xx]?")
              + "|"
              + alone("(?=(?:[A-Za-z]*\\p{Nd}){4})[A-Za-z\\p{Nd}]{6,}"));

  private MaskedText() {}

  private static String alone(String pattern) {
    return "(?<![" + EDGE + "])" + pattern + "(?![" + EDGE + "])";
  }

  /** Whether a column holds what somebody is known by, beside the name. */
  public static boolean isKey(RosterColumn column) {
    return column.isIdentifier() || column == RosterColumn.MAIL;
  }

  /** A cell of a person. */
  public static String cell(RosterColumn column, String text) {
    return Visitor.isOperator() || !isKey(column) || text.isEmpty() ? of(text) : MASK;
  }

  /** A text that may quote numbers. */
  public static String of(String text) {
    return of(text, List.of());
  }

  /**
   * A text that may quote numbers.
   *
   * @param keys of the people it is about, which are masked however short they are
   */
  public static String of(String text, Collection<String> keys) {
    if (Visitor.isOperator()) {
      return text;
    }
    String masked = text;
    for (String key : keys) {
      if (!key.isEmpty()) {
        masked = masked.replaceAll(alone(Pattern.quote(key)), MASK);
      }
    }
    return NUMBER
        .matcher(masked)
        .replaceAll(found -> found.group(1) == null ? MASK : found.group(1));
  }
}
