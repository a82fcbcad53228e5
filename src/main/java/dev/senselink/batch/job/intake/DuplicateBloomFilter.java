package dev.senselink.batch.job.intake;

import java.util.BitSet;

/**
 * Tells, in fixed memory, which values of a stream may have occurred more than once: every value
 * that did is told, and few that did not.
 *
 * <p>Why: so the exact search for duplicates, which needs a database, sees only the few rows that
 * can have one, and a million rows need no more heap than a thousand.
 */
final class DuplicateBloomFilter {
  private static final int BITS = 1 << 26;

  private final BitSet once = new BitSet(BITS);
  private final BitSet twice = new BitSet(BITS);
  private boolean any;

  /** Counts a value of the first reading. */
  void add(String kind, String value) {
    long hash = hash(kind, value);
    int a = first(hash);
    int b = second(hash);
    if (once.get(a) && once.get(b)) {
      twice.set(a);
      twice.set(b);
      any = true;
    }
    once.set(a);
    once.set(b);
  }

  /** Whether the value may have been added more than once; asked at the second reading. */
  boolean maybe(String kind, String value) {
    long hash = hash(kind, value);
    return twice.get(first(hash)) && twice.get(second(hash));
  }

  /** Whether a second reading is needed at all. */
  boolean any() {
    return any;
  }

  private static int first(long hash) {
    return (int) (hash & (BITS - 1));
  }

  private static int second(long hash) {
    return (int) ((hash >>> 32) & (BITS - 1));
  }

  /** FNV-1a over both texts, then mixed so that both halves can serve as hashes of their own. */
  private static long hash(String kind, String value) {
    long hash = 0xcbf29ce484222325L;
    hash = fold(fold(hash, kind) * 31, value);
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  private static long fold(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
