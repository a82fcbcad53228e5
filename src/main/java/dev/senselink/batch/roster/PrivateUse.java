package dev.senselink.batch.roster;

/** Characters that have no meaning but what somebody agreed with himself. */
final class PrivateUse {
  private PrivateUse() {}

  /** Whether a char is one, or the first half of one. */
  static boolean isIn(char c) {
    return c >= 0xe000 && c <= 0xf8ff || c >= 0xdb80 && c <= 0xdbff;
  }
}
