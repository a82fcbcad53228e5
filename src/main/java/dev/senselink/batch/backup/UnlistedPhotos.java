package dev.senselink.batch.backup;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Finds what lies in a folder of pictures and is not in its list, in fixed memory: the names are
 * taken a part at a time, and the list is read once for each part.
 */
public final class UnlistedPhotos {
  /** So many names at once, eight bytes each. */
  private static final int PART = 1 << 20;

  private UnlistedPhotos() {}

  /** Opens the list, to be closed. */
  public interface Listed {
    Stream<BackedUpPhoto> open() throws IOException;
  }

  /** Takes a name that is not listed, without the folder. */
  public interface Unlisted {
    void take(String name) throws IOException;
  }

  /**
   * Finds them.
   *
   * @param names of all that lies in the folder, without the folder
   */
  public static void find(PhotoKind kind, Iterator<String> names, Listed listed, Unlisted unlisted)
      throws IOException {
    find(kind, names, listed, unlisted, PART);
  }

  static void find(
      PhotoKind kind, Iterator<String> names, Listed listed, Unlisted unlisted, int part)
      throws IOException {
    while (names.hasNext()) {
      long[] keys = keys(kind, names, unlisted, part);
      BitSet found = new BitSet(keys.length);
      if (keys.length > 0) {
        try (Stream<BackedUpPhoto> photos = listed.open()) {
          photos.forEach(photo -> mark(Arrays.binarySearch(keys, kind.key(photo)), found));
        }
      }
      for (int at = found.nextClearBit(0); at < keys.length; at = found.nextClearBit(at + 1)) {
        unlisted.take(kind.name(keys[at]));
      }
    }
  }

  /** The keys of the next names, ascending; a name that no picture has is in no list. */
  private static long[] keys(PhotoKind kind, Iterator<String> names, Unlisted unlisted, int most)
      throws IOException {
    long[] keys = new long[Math.min(most, 1024)];
    int count = 0;
    while (count < most && names.hasNext()) {
      String name = names.next();
      long key = kind.key(name);
      if (key < 0) {
        unlisted.take(name);
        continue;
      }
      if (count == keys.length) {
        keys = Arrays.copyOf(keys, Math.min(most, 2 * count));
      }
      keys[count++] = key;
    }
    keys = Arrays.copyOf(keys, count);
    Arrays.sort(keys);
    return keys;
  }

  private static void mark(int at, BitSet found) {
    if (at >= 0) {
      found.set(at);
    }
  }
}
