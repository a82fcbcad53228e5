package dev.senselink.batch.check;

/** Mobile numbers as they are compared. */
final class MobileText {
  /** No mobile number of any country has less; an extension of a telephone has. */
  static final int FEWEST_DIGITS = 5;

  private static final int CHINESE_WITH_CODE = 13;
  private static final String MINUSES = "-\uFF0D\u2212\u2013";

  private MobileText() {}

  /**
   * The digits only; the country code 86, with or without 00 in front, goes where eleven digits
   * follow. A text without any digit is compared as text, so that it is never taken for blank.
   */
  static String normal(String text) {
    String number = digits(text);
    if (number.isEmpty()) {
      return UnicodeCaseFold.normal(text);
    }
    String withCode = number.startsWith("00") ? number.substring(2) : number;
    boolean chinese = withCode.length() == CHINESE_WITH_CODE && withCode.startsWith("86");
    return chinese ? withCode.substring(2) : number;
  }

  /** The digits of a number in any script, as {@code 0} to {@code 9}. */
  static String digits(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.digit(c, 10))
        .filter(digit -> digit >= 0)
        .forEach(digits::append);
    return digits.toString();
  }

  /** Whether a minus stands in front, of a number, which no mobile has. */
  static boolean isNegative(String text) {
    return text.length() > 1
        && MINUSES.indexOf(text.charAt(0)) >= 0
        && Character.isDigit(text.charAt(1));
  }
}
