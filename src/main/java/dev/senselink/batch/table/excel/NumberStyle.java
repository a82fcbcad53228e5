package dev.senselink.batch.table.excel;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a number format makes of a cell's number: a date, a time, or a number with so many digits.
 *
 * @param kind how the number is shown
 * @param digits how many digits a number is filled up to with zeros, 0 for none
 * @param dressed whether something stands before, between or behind its digits that is no part of
 *     it, as the letter of A0012
 */
record NumberStyle(Kind kind, int digits, boolean dressed) {
  /** How a number is shown. */
  enum Kind {
    NUMBER,
    DATE,
    DATE_TIME,
    TIME,
    ELAPSED
  }

  static final NumberStyle PLAIN = new NumberStyle(Kind.NUMBER, 0);

  private static final Pattern NOT_LETTERS =
      Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]|e[+-]|general");
  private static final Pattern ELAPSED = Pattern.compile("\\[(h+|m+|s+)\\]");
  private static final Pattern SEPARATORS = Pattern.compile("[-/() ]");
  private static final Pattern UNSEEN = Pattern.compile("_.|\\*.|\\[[^\\]]*\\]|e[+-]");
  private static final Pattern DRESS = Pattern.compile("\"[^\"]*[^\"\\s][^\"]*\"|\\\\\\S|[-/()]");
  private static final Pattern ZEROS = Pattern.compile("0{2,15}");

  private NumberStyle(Kind kind, int digits) {
    this(kind, digits, false);
  }

  /**
   * The style of a format.
   *
   * @param id the format's number; below 164 it may be one that every spreadsheet knows
   * @param code the format's text, null if the file does not say it
   */
  static NumberStyle of(int id, @Nullable String code) {
    return code == null ? builtIn(id) : of(code);
  }

  private static NumberStyle of(String code) {
    // The part for positive numbers; dates have no other.
    String first = code.toLowerCase(Locale.ROOT).split(";", 2)[0];
    String letters = NOT_LETTERS.matcher(first).replaceAll("");
    if (ELAPSED.matcher(letters).find()) {
      return new NumberStyle(Kind.ELAPSED, 0);
    }
    boolean day = has(letters, "yde") || (has(letters, "m") && !has(letters, "hs"));
    boolean time = has(letters, "hs");
    if (day) {
      return new NumberStyle(time ? Kind.DATE_TIME : Kind.DATE, 0);
    }
    if (time) {
      return new NumberStyle(Kind.TIME, 0);
    }
    String zeros = SEPARATORS.matcher(letters).replaceAll(""); // of "A"0000 and 000-0000 too
    int digits = ZEROS.matcher(zeros).matches() ? zeros.length() : 0;
    boolean dressed =
        (has(letters, "0#?") || first.contains("general"))
            && DRESS.matcher(UNSEEN.matcher(first).replaceAll("")).find();
    return new NumberStyle(Kind.NUMBER, digits, dressed);
  }

  /** Those of East Asian Excel too, which files name by their number alone. */
  private static NumberStyle builtIn(int id) {
    if (id == 22) {
      return new NumberStyle(Kind.DATE_TIME, 0);
    }
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) {
      return new NumberStyle(Kind.DATE, 0);
    }
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47) {
      return new NumberStyle(Kind.TIME, 0);
    }
    return id == 46 ? new NumberStyle(Kind.ELAPSED, 0) : PLAIN;
  }

  private static boolean has(String letters, String any) {
    return any.chars().anyMatch(c -> letters.indexOf(c) >= 0);
  }
}
