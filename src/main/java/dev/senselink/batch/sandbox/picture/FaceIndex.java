package dev.senselink.batch.sandbox.picture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Finds the person whose photo is most like another. A plain scan with an early way out: the first
 * words of all hashes lie side by side, and hardly anybody is near enough in them to be looked at
 * further. 100,000 people take well under a millisecond, so no cleverer index is needed.
 */
public final class FaceIndex {
  private static final int WORDS = PictureHash.WORDS;

  private final Map<Long, Integer> slots = new HashMap<>();
  private long[] ids = new long[64];
  private final long[][] words = new long[WORDS][64];
  private int size;

  public void put(long id, PictureHash hash) {
    remove(id);
    if (size == ids.length) {
      grow();
    }
    ids[size] = id;
    for (int w = 0; w < WORDS; w++) {
      words[w][size] = hash.word(w);
    }
    slots.put(id, size);
    size++;
  }

  private void grow() {
    ids = Arrays.copyOf(ids, size * 2);
    for (int w = 0; w < WORDS; w++) {
      words[w] = Arrays.copyOf(words[w], size * 2);
    }
  }

  public void remove(long id) {
    Integer slot = slots.remove(id);
    if (slot == null) {
      return;
    }
    size--;
    if (slot < size) {
      ids[slot] = ids[size];
      for (int w = 0; w < WORDS; w++) {
        words[w][slot] = words[w][size];
      }
      slots.put(ids[slot], slot);
    }
  }

  /** The most similar person within reach, the lowest id of several; never {@code self}. */
  public OptionalLong mostSimilar(FaceLikeness face, long self) {
    Best best = new Best(face.reach());
    for (PictureHash view : face.views()) {
      for (int i = 0; i < size; i++) {
        if (Long.bitCount(words[0][i] ^ view.word(0)) <= best.distance && ids[i] != self) {
          best.offer(ids[i], distance(i, view));
        }
      }
    }
    return best.id < 0 ? OptionalLong.empty() : OptionalLong.of(best.id);
  }

  private static final class Best {
    private int distance;
    private long id = -1;

    Best(int reach) {
      distance = reach;
    }

    void offer(long otherId, int otherDistance) {
      boolean first = id < 0 && otherDistance <= distance;
      boolean lower = otherDistance == distance && otherId < id;
      if (first || otherDistance < distance || lower) {
        distance = otherDistance;
        id = otherId;
      }
    }
  }

  private int distance(int slot, PictureHash hash) {
    int distance = 0;
    for (int w = 0; w < WORDS; w++) {
      distance += Long.bitCount(words[w][slot] ^ hash.word(w));
    }
    return distance;
  }
}
