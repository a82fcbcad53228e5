package dev.senselink.batch.photo.format;

import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import org.jspecify.annotations.Nullable;

/** The tables that stand in a JPEG before a scan, as they are then; later ones replace them. */
final class JpegTables {

  private static final int PLACES = 4;
  private static final int COEFFICIENTS = 64;

  private final @Nullable HuffmanTable[] first = new HuffmanTable[PLACES];
  private final @Nullable HuffmanTable[] others = new HuffmanTable[PLACES];

  /** With the tables that everybody knows and webcams leave out, as decoders begin. */
  JpegTables() {
    first[0] = standard(JPEGHuffmanTable.StdDCLuminance);
    first[1] = standard(JPEGHuffmanTable.StdDCChrominance);
    others[0] = standard(JPEGHuffmanTable.StdACLuminance);
    others[1] = standard(JPEGHuffmanTable.StdACChrominance);
  }

  private static HuffmanTable standard(JPEGHuffmanTable table) {
    short[] lengths = table.getLengths();
    short[] values = table.getValues();
    byte[] segment = new byte[HuffmanTable.LONGEST + values.length];
    for (int i = 0; i < lengths.length; i++) {
      segment[i] = (byte) lengths[i];
    }
    for (int i = 0; i < values.length; i++) {
      segment[HuffmanTable.LONGEST + i] = (byte) values[i];
    }
    return new HuffmanTable(segment, 0);
  }

  /** Of each table of divisors the one of the first coefficient, 1 where there is no table. */
  private final int[] divisors = {1, 1, 1, 1};

  /**
   * Reads a segment of code tables.
   *
   * @throws IndexOutOfBoundsException if it is cut off
   * @throws IllegalArgumentException if one is no code
   */
  void codes(byte[] bytes, int from, int end) {
    for (int at = from; at < end; ) {
      int place = bytes[at] & 0xFF;
      HuffmanTable table = new HuffmanTable(bytes, at + 1);
      (place >> 4 == 0 ? first : others)[place & 3] = table;
      at += 1 + table.length();
    }
  }

  /**
   * Reads a segment of divisors.
   *
   * @throws IndexOutOfBoundsException if it is cut off
   */
  void divisors(byte[] bytes, int from, int end) {
    for (int at = from; at < end; ) {
      boolean wide = bytes[at] >> 4 != 0;
      int value = wide ? (bytes[at + 1] & 0xFF) << 8 | bytes[at + 2] & 0xFF : bytes[at + 1] & 0xFF;
      divisors[bytes[at] & 3] = Math.max(1, value);
      at += 1 + (wide ? 2 : 1) * COEFFICIENTS;
    }
  }

  /** The codes of first coefficients; {@code null} if the file has not brought them. */
  @Nullable HuffmanTable first(int place) {
    return first[place & 3];
  }

  /** The codes of all other coefficients; {@code null} if the file has not brought them. */
  @Nullable HuffmanTable others(int place) {
    return others[place & 3];
  }

  int divisor(int place) {
    return divisors[place & 3];
  }
}
