package dev.senselink.batch.fleet.rows;

import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.disk.Sha256Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Who is named at which site, by a hash of each key, eight bytes a key: a fleet may have a million
 * people. Whoever is named at another site has moved there, and is moving until they are a member
 * there. Safe between threads.
 */
public final class NamedPeople {
  private static final int SITE_BITS = 16;
  private static final int MOST_SITES = 1 << SITE_BITS;

  private long[] marks = new long[1024];
  private int count;
  private BitSet arrived = new BitSet();

  /** A row of a site names somebody; all are added before the first is looked for. */
  synchronized void add(int site, List<PersonKey> keys) {
    for (PersonKey key : keys) {
      if (count == marks.length) {
        marks = Arrays.copyOf(marks, count * 2);
      }
      marks[count++] = mark(site, key);
    }
  }

  /** No more are added. */
  synchronized void end() {
    marks = Arrays.copyOf(marks, count);
    Arrays.sort(marks);
  }

  /** Somebody whom a site names is a member there. */
  public synchronized void arrived(int site, List<PersonKey> keys) {
    for (PersonKey key : keys) {
      int at = Arrays.binarySearch(marks, mark(site, key));
      for (int i = at; i >= 0 && i < marks.length && marks[i] == marks[at]; i++) {
        arrived.set(i);
      }
      for (int i = at - 1; at >= 0 && i >= 0 && marks[i] == marks[at]; i--) {
        arrived.set(i);
      }
    }
  }

  /** Whether somebody is named at another site and nowhere yet a member. */
  public synchronized boolean isMoving(int from, List<PersonKey> keys) {
    boolean named = false;
    for (PersonKey key : keys) {
      int at = Arrays.binarySearch(marks, mark(0, key));
      long person = mark(0, key) >>> SITE_BITS;
      for (int i = at < 0 ? -at - 1 : first(at);
          i < marks.length && marks[i] >>> SITE_BITS == person;
          i++) {
        if ((marks[i] & (MOST_SITES - 1)) != from) {
          if (arrived.get(i)) {
            return false;
          }
          named = true;
        }
      }
    }
    return named;
  }

  private int first(int at) {
    int first = at;
    while (first > 0 && marks[first - 1] == marks[at]) {
      first--;
    }
    return first;
  }

  private static long mark(int site, PersonKey key) {
    if (site >= MOST_SITES) {
      throw new IllegalArgumentException("too many sites: " + site);
    }
    byte[] hash = Sha256Digest.of(key.field().name() + "\n" + key.value());
    return ByteBuffer.wrap(hash).getLong() >>> SITE_BITS << SITE_BITS | site;
  }
}
