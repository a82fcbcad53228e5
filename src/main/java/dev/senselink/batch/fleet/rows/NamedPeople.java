package dev.senselink.batch.fleet.rows;

import dev.senselink.batch.check.PersonKey;
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

  private final KeyMarks keys;
  private long[] marks = new long[1024];
  private int count;
  private BitSet arrived = new BitSet();

  NamedPeople(KeyMarks keys) {
    this.keys = keys;
  }

  /** A row of a site names somebody; all are added before the first is looked for. */
  synchronized void add(int site, List<PersonKey> some) {
    for (PersonKey key : some) {
      if (count == marks.length) {
        marks = Arrays.copyOf(marks, count * 2);
      }
      marks[count++] = mark(site, keys.of(key));
    }
  }

  /** No more are added. */
  synchronized void end() {
    marks = Arrays.copyOf(marks, count);
    Arrays.sort(marks);
  }

  /** Somebody whom a site names is a member there. */
  public synchronized void arrived(int site, List<PersonKey> some) {
    some.forEach(key -> arrived(site, keys.of(key)));
  }

  /** The same of somebody of whom a hash of a key is known; nobody if the site names them not. */
  synchronized void arrived(int site, long hash) {
    set(site, hash, true);
  }

  /** Somebody whom a site names is no member there. */
  public synchronized void left(int site, List<PersonKey> some) {
    some.forEach(key -> set(site, keys.of(key), false));
  }

  /** Whether somebody whom a site names is known to be a member there. */
  public synchronized boolean isThere(int site, List<PersonKey> some) {
    return some.stream()
        .mapToInt(key -> Arrays.binarySearch(marks, mark(site, keys.of(key))))
        .anyMatch(at -> at >= 0 && arrived.get(at));
  }

  private void set(int site, long hash, boolean there) {
    long mark = mark(site, hash);
    int at = Arrays.binarySearch(marks, mark);
    for (int i = at < 0 ? marks.length : first(at); i < marks.length && marks[i] == mark; i++) {
      arrived.set(i, there);
    }
  }

  /** Whether somebody is named at another site and nowhere yet a member. */
  public synchronized boolean isMoving(int from, List<PersonKey> some) {
    boolean named = false;
    for (PersonKey key : some) {
      long person = keys.of(key);
      int at = Arrays.binarySearch(marks, mark(0, person));
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

  private static long mark(int site, long hash) {
    if (site >= MOST_SITES) {
      throw new IllegalArgumentException("too many sites: " + site);
    }
    return hash << SITE_BITS | site;
  }
}
