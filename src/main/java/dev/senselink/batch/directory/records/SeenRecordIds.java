package dev.senselink.batch.directory.records;

import java.util.TreeMap;

/**
 * Which ids there were, in memory that does not grow with the days: bits by the page, and of the
 * pages only the highest. Where ids follow each other these are the last 60 million; where one in a
 * thousand is ours, the last 60,000. Not safe between threads.
 */
final class SeenRecordIds {
  static final int MOST_PAGES = 1 << 14;

  /** 4,096 ids. */
  private static final int PAGE_BITS = 12;

  private final TreeMap<Long, long[]> pages = new TreeMap<>();
  private final int mostPages;
  private long forgottenBelow = Long.MIN_VALUE;

  /** What is known of an id. */
  enum Known {
    NEW,
    SEEN,
    /** Lower than all that is remembered. */
    FORGOTTEN
  }

  SeenRecordIds() {
    this(MOST_PAGES);
  }

  SeenRecordIds(int mostPages) {
    this.mostPages = mostPages;
  }

  /** What was known of it; from now on it is seen, unless it is forgotten already. */
  Known add(long id) {
    if (id < forgottenBelow) {
      return Known.FORGOTTEN;
    }
    long[] page = pages.computeIfAbsent(id >> PAGE_BITS, unused -> new long[1 << (PAGE_BITS - 6)]);
    int word = (int) (id >> 6) & ((1 << (PAGE_BITS - 6)) - 1);
    long bit = 1L << (id & 63);
    boolean seen = (page[word] & bit) != 0;
    page[word] |= bit;
    if (pages.size() > mostPages) {
      forgottenBelow = (pages.pollFirstEntry().getKey() + 1) << PAGE_BITS;
    }
    return seen ? Known.SEEN : Known.NEW;
  }
}
