package dev.senselink.batch.console.mend;

import dev.senselink.batch.disk.Sha256Digest;
import java.util.HexFormat;

/**
 * Rows that have the same fault, or the same wrong cell.
 *
 * @param code of the fault
 * @param at the position of the cell, -1 for all rows of that fault
 * @param value what stands in the cell, {@code ""} for all
 */
record Cause(String code, int at, String value) {
  private static final int BYTES = 8;

  static Cause of(String code) {
    return new Cause(code, -1, "");
  }

  /** What an address calls it: what stands in somebody's cell has no place there. */
  String id() {
    String all = code + "\n" + at + "\n" + value;
    return HexFormat.of().formatHex(Sha256Digest.of(all), 0, BYTES);
  }
}
