package dev.senselink.batch.photo.format;

import org.jspecify.annotations.Nullable;

/**
 * One code table of a JPEG, made for walking: it tells how long a code is and what it stands for.
 */
final class HuffmanTable {

  /** What the methods give for bits that begin no code. */
  static final int NONE = 0;

  /** Added to the places of a block's end; more than a block can hold. */
  static final int END = 128;

  /** So many bits are looked at by {@link #chains}. */
  static final int CHAIN = 12;

  /** Bits in which {@link #chains} tells how many to skip. */
  static final int CHAIN_BITS = 5;

  private static final int LAST = 63;

  /** No coefficient of eight-bit pixels has more bits. */
  private static final int LARGEST = 10;

  /** Bits; also how many counts a table begins with. */
  static final int LONGEST = 16;

  /**
   * Nearly all codes of a photo are that short, and so small a table stays in the fastest cache.
   */
  private static final int SHORT = 10;

  private final short[] shortCodes = new short[1 << SHORT];
  private final int[] firstAfter = new int[LONGEST + 1];
  private final int[] offset = new int[LONGEST + 1];
  private final byte[] bytes;
  private final int symbols;
  private final int length;
  private char @Nullable [] chains;

  /**
   * Reads a table: sixteen counts, then the symbols.
   *
   * @throws IndexOutOfBoundsException if it is cut off
   * @throws IllegalArgumentException if it is no code
   */
  HuffmanTable(byte[] bytes, int at) {
    this.bytes = bytes;
    symbols = at + LONGEST;
    int code = 0;
    int index = 0;
    for (int bits = 1; bits <= LONGEST; bits++) {
      int count = bytes[at + bits - 1] & 0xFF;
      offset[bits] = index - code;
      fill(code, index, bits, count);
      code += count;
      index += count;
      if (code > 1 << bits) {
        throw new IllegalArgumentException("more codes than bits can tell apart");
      }
      firstAfter[bits] = code << LONGEST - bits;
      code <<= 1;
    }
    length = LONGEST + index;
  }

  private void fill(int code, int index, int bits, int count) {
    for (int i = 0; i < count && bits <= SHORT && code + i < 1 << bits; i++) {
      int symbol = bytes[symbols + index + i] & 0xFF;
      int from = code + i << SHORT - bits;
      int to = code + i + 1 << SHORT - bits;
      java.util.Arrays.fill(shortCodes, from, to, (short) (symbol << 8 | bits));
    }
  }

  /** Bytes of the table in the file. */
  int length() {
    return length;
  }

  /**
   * The code at the front of 16 bits.
   *
   * @return its length in the low eight bits, its symbol above; {@link #NONE} if there is none
   */
  int code(int bits) {
    int code = shortCodes[bits >> LONGEST - SHORT];
    return code != NONE ? code & 0xFFFF : longCode(bits);
  }

  /**
   * The same for a coefficient of a sequential JPEG.
   *
   * @return bits to skip, those of the value included, in the low eight bits; above, how many
   *     places of the block to go on; {@link #NONE} if there is no code
   */
  int step(int bits) {
    int code = code(bits);
    return code == NONE ? NONE : step(code >> 8, code & 0xFF);
  }

  /**
   * For each {@link #CHAIN} bits the steps of all coefficients that lie whole in them, added up; at
   * least the first one's, if its code does. Most take only a few bits, so this halves the walk.
   *
   * @return as {@link #step(int)}, but the bits to skip are in the low {@link #CHAIN_BITS} bits;
   *     {@link #NONE} if not even the first code lies in them
   */
  char[] chains() {
    char[] made = chains;
    if (made == null) {
      made = new char[1 << CHAIN];
      for (int bits = 0; bits < made.length; bits++) {
        made[bits] = (char) chain(bits << LONGEST - CHAIN);
      }
      chains = made;
    }
    return made;
  }

  private int chain(int bits) {
    int code = code(bits);
    if (code == NONE || (code & 0xFF) > CHAIN) {
      return NONE;
    }
    int step = step(code >> 8, code & 0xFF);
    int used = step & 0xFF;
    int places = step >> 8;
    while (step != NONE && used < CHAIN && places < LAST) {
      step = step(bits << used & 0xFFFF);
      if (step == NONE || used + (step & 0xFF) > CHAIN || places + (step >> 8 & END - 1) > LAST) {
        break;
      }
      used += step & 0xFF;
      places += step >> 8;
    }
    return step == NONE && places == 0 ? NONE : places << CHAIN_BITS | used;
  }

  private int longCode(int bits) {
    int length = 1;
    while (length <= LONGEST && bits >= firstAfter[length]) {
      length++;
    }
    if (length > LONGEST) {
      return NONE;
    }
    int index = (bits >> LONGEST - length) + offset[length];
    return (bytes[symbols + index] & 0xFF) << 8 | length;
  }

  private static int step(int symbol, int length) {
    int size = symbol & 15;
    int run = symbol >> 4;
    if (size > LARGEST) {
      return NONE;
    }
    int places = size != 0 ? run + 1 : run == 15 ? 16 : END;
    return places << 8 | length + size;
  }
}
