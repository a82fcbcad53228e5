package dev.senselink.batch.check;

/**
 * What the values of one identifier column look like, gathered in a first pass, to tell in the
 * second which of them a spreadsheet has robbed of their leading zeros. A few hundred bytes,
 * however many values.
 */
final class IdentifierShape {
  private static final int LONGEST = 45;

  private final long[] plain = new long[LONGEST + 1];
  private final long[] withZero = new long[LONGEST + 1];
  private long others;

  void add(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (!isDigits(text)) {
      others++;
    } else if (text.startsWith("0")) {
      withZero[text.length()]++;
    } else {
      plain[text.length()]++;
    }
  }

  /** Whether the other values have one length, with leading zeros, and this one is shorter. */
  boolean lostZeros(String text) {
    if (others > 0 || !isDigits(text) || text.startsWith("0")) {
      return false;
    }
    int longest = longest();
    long shorter = 0;
    for (int length = 0; length < longest; length++) {
      if (withZero[length] > 0) {
        return false;
      }
      shorter += plain[length];
    }
    long regular = plain[longest] + withZero[longest];
    return text.length() < longest && withZero[longest] > 0 && regular >= shorter;
  }

  private int longest() {
    int longest = LONGEST;
    while (longest > 0 && plain[longest] + withZero[longest] == 0) {
      longest--;
    }
    return longest;
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST;
  }
}
