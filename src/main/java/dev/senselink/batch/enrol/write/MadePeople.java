package dev.senselink.batch.enrol.write;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongConsumer;

/**
 * Those whom the server said that it had made, or deleted, and whom of them it shows: a server may
 * say so and do nothing. Eight bytes for each. First all are {@link #accept added}, then they are
 * seen.
 */
final class MadePeople implements LongConsumer {
  private long[] ids = new long[64];
  private int count;
  private final BitSet seen = new BitSet();

  @Override
  public void accept(long id) {
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, 2 * count);
    }
    ids[count++] = id;
  }

  /** All are known: from now on they are seen. */
  void areAll() {
    Arrays.sort(ids, 0, count);
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean has(long id) {
    return at(id) >= 0;
  }

  private int at(long id) {
    return Arrays.binarySearch(ids, 0, count, id);
  }

  void saw(long id) {
    int at = at(id);
    if (at >= 0) {
      seen.set(at);
    }
  }

  /** What was seen before counts no more. */
  void seeNobody() {
    seen.clear();
  }

  boolean isAnySeen() {
    return !seen.isEmpty();
  }

  void forEachSeen(LongConsumer each) {
    seen.stream().forEach(at -> each.accept(ids[at]));
  }

  /** The lowest id; there has to be one. */
  long first() {
    return ids[0];
  }

  /** Whether all were seen. */
  boolean isWhole() {
    return seen.nextClearBit(0) >= count;
  }

  /** Those who were not seen. */
  long[] absent() {
    BitSet unseen = new BitSet(count);
    unseen.set(0, count);
    unseen.andNot(seen);
    return unseen.stream().mapToLong(at -> ids[at]).toArray();
  }
}
