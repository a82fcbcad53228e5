package dev.senselink.batch.table.excel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads which cells of a sheet are merged. They stand behind the cells, so the sheet is gone
 * through once before it is read: as bytes, and as XML only if the word is in it. That also finds a
 * part that is damaged before its first row is given out.
 */
final class XlsxMerges {
  private static final byte[] WORD = "mergeCell".getBytes(US_ASCII);
  private static final int BUFFER = 1 << 16;

  private XlsxMerges() {}

  static MergedCells read(XlsxZip zip, String part) throws IOException {
    MergedCells merges = new MergedCells();
    if (names(zip, part)) {
      try (XlsxXmlReader xml = XlsxXmlReader.open(zip, part)) {
        for (int e = xml.next(); !xml.ends(e, "worksheet") && !xml.atEnd(e); e = xml.next()) {
          if (xml.begins(e, "mergeCell")) {
            add(merges, String.valueOf(xml.attribute("ref")));
          }
        }
      }
    }
    return merges;
  }

  private static void add(MergedCells merges, String reference) {
    String[] ends = reference.split(":", 2);
    CellReference from = CellReference.of(ends[0]);
    CellReference to = CellReference.of(ends[ends.length - 1]);
    if (from != null && to != null) {
      merges.add(from.row(), from.column(), to.row(), to.column());
    }
  }

  /** Reads the part to its end, so that its checksum is compared. */
  private static boolean names(XlsxZip zip, String part) throws IOException {
    byte[] buffer = new byte[BUFFER];
    int kept = 0;
    boolean found = false;
    try (InputStream in = zip.open(part)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer, kept, BUFFER - kept)) {
        int filled = kept + n;
        found = found || holds(buffer, filled);
        kept = Math.min(filled, WORD.length - 1);
        System.arraycopy(buffer, filled - kept, buffer, 0, kept);
      }
    }
    return found;
  }

  private static boolean holds(byte[] buffer, int filled) {
    for (int at = 0; at + WORD.length <= filled; at++) {
      if (buffer[at] == WORD[0]
          && Arrays.equals(buffer, at, at + WORD.length, WORD, 0, WORD.length)) {
        return true;
      }
    }
    return false;
  }
}
