package dev.senselink.batch.table.csv;

/** Characters that have no meaning but what somebody agreed with himself. */
public final class PrivateUseCharacters {
  private PrivateUseCharacters() {}

  /** Whether a char is one, or the first half of one. */
  public static boolean isIn(char c) {
    return c >= 0xe000 && c <= 0xf8ff || c >= 0xdb80 && c <= 0xdbff;
  }
}
