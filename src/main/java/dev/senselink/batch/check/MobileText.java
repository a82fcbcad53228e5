package dev.senselink.batch.check;

/** Mobile numbers as they are compared. */
final class MobileText {
  private static final int CHINESE_WITH_CODE = 13;

  private MobileText() {}

  /**
   * The digits only; the country code 86, with or without 00 in front, goes where eleven digits
   * follow. A text without any digit is compared as text, so that it is never taken for blank.
   */
  static String normal(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.digit(c, 10))
        .filter(digit -> digit >= 0)
        .forEach(digits::append);
    if (digits.length() == 0) {
      return CaseFold.normal(text);
    }
    String number = digits.toString();
    String withCode = number.startsWith("00") ? number.substring(2) : number;
    boolean chinese = withCode.length() == CHINESE_WITH_CODE && withCode.startsWith("86");
    return chinese ? withCode.substring(2) : number;
  }
}
