package dev.senselink.batch.ledger;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Knows of most texts that were never added that they were not, in the same memory however many
 * there are: what is not there need not be looked for. Safe between threads.
 */
final class AbsentKeys {
  private static final int BITS = 24;

  private final AtomicLongArray words = new AtomicLongArray(1 << BITS - 6);

  void add(String kind, String text) {
    int bit = bit(kind, text);
    words.getAndAccumulate(bit >>> 6, 1L << bit, (was, added) -> was | added);
  }

  /** Whether it is certain that a text was not added. */
  boolean lacks(String kind, String text) {
    int bit = bit(kind, text);
    return (words.get(bit >>> 6) & 1L << bit) == 0;
  }

  /** To a database, blanks at the end may be none. */
  private static int bit(String kind, String text) {
    int hash = 31 * kind.hashCode() + text.stripTrailing().hashCode();
    return hash * 0x9E3779B9 >>> 32 - BITS;
  }
}
