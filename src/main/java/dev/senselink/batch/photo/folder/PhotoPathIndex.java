package dev.senselink.batch.photo.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * Paths, found by path, name or stem. A hundred thousand paths take some 6 MB: the texts lie in one
 * array, and an index is a sorted array of hash and number in place of a map of strings.
 */
final class PhotoPathIndex {

  private static final int[] NONE = {};

  private final byte[] texts;
  private final int[] ends;
  private final long[] byPath;
  private final long[] byName;
  private final long[] byStem;

  /** Numbers the paths in the order given. */
  PhotoPathIndex(List<String> paths) {
    ends = new int[paths.size()];
    texts = pack(paths);
    byPath = index(paths, PhotoPathIndex::pathKey);
    byName = index(paths, PhotoPathIndex::nameKey);
    byStem = index(paths, PhotoPathIndex::stemKey);
  }

  int count() {
    return ends.length;
  }

  /** As it was given. */
  String raw(int number) {
    int start = number == 0 ? 0 : ends[number - 1];
    return new String(texts, start, ends[number] - start, UTF_8);
  }

  /** In NFC. */
  String path(int number) {
    return PhotoNameRules.nfc(raw(number));
  }

  int[] withPath(String path) {
    return find(byPath, path, PhotoPathIndex::pathKey);
  }

  int[] withName(String name) {
    return find(byName, name, PhotoPathIndex::nameKey);
  }

  int[] withStem(String stem) {
    return find(byStem, stem, PhotoPathIndex::stemKey);
  }

  private static String pathKey(String path) {
    return PhotoNameRules.fold(path);
  }

  private static String nameKey(String path) {
    return PhotoNameRules.fold(PhotoNameRules.name(path));
  }

  private static String stemKey(String path) {
    return PhotoNameRules.fold(PhotoNameRules.stem(PhotoNameRules.name(path)));
  }

  private byte[] pack(List<String> paths) {
    byte[] packed = new byte[32 * paths.size()];
    int end = 0;
    for (int number = 0; number < ends.length; number++) {
      byte[] text = paths.get(number).getBytes(UTF_8);
      if (end + text.length > packed.length) {
        packed = Arrays.copyOf(packed, Math.max(2 * packed.length, end + text.length));
      }
      System.arraycopy(text, 0, packed, end, text.length);
      end += text.length;
      ends[number] = end;
    }
    return Arrays.copyOf(packed, end);
  }

  private static long[] index(List<String> paths, UnaryOperator<String> key) {
    long[] index = new long[paths.size()];
    for (int number = 0; number < index.length; number++) {
      index[number] = entry(key.apply(paths.get(number)), number);
    }
    Arrays.sort(index);
    return index;
  }

  private static long entry(String key, int number) {
    return (long) key.hashCode() << 32 | number;
  }

  private int[] find(long[] index, String text, UnaryOperator<String> keyOf) {
    if (index.length == 0) {
      return NONE;
    }
    String key = PhotoNameRules.fold(text);
    int at = Arrays.binarySearch(index, entry(key, 0));
    int first = at < 0 ? -at - 1 : at;
    int last = first;
    while (last < index.length && (int) (index[last] >> 32) == key.hashCode()) {
      last++;
    }
    if (first == last) {
      return NONE;
    }
    // Different texts can share a hash, so the text itself decides.
    IntPredicate same = number -> keyOf.apply(raw(number)).equals(key);
    return Arrays.stream(index, first, last).mapToInt(entry -> (int) entry).filter(same).toArray();
  }
}
