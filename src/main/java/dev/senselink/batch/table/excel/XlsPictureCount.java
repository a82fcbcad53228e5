package dev.senselink.batch.table.excel;

import org.apache.poi.util.LittleEndian;

/**
 * How many pictures an .xls file holds. They are not read, which has to be told: a list whose
 * photos lie in it would otherwise be refused row by row as one without any.
 */
final class XlsPictureCount {
  /** Kind, version and length in front of each part, of which the first holds all others. */
  private static final int HEAD = 8;

  /** The part that holds the pictures; its first number says how many. */
  private static final int STORE = 0xF001;

  private static final int BITS_OF_VERSION = 4;

  private XlsPictureCount() {}

  /**
   * Counts them.
   *
   * @param drawings what the file says of all its drawings
   */
  static int of(byte[] drawings) {
    int at = HEAD;
    while (at + HEAD <= drawings.length) {
      if (LittleEndian.getUShort(drawings, at + 2) == STORE) {
        return LittleEndian.getUShort(drawings, at) >>> BITS_OF_VERSION;
      }
      long length = LittleEndian.getUInt(drawings, at + 4);
      at = (int) Math.min(drawings.length, at + HEAD + length);
    }
    return 0;
  }
}
