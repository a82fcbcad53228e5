package dev.senselink.batch.table.excel;

import static dev.senselink.batch.table.TableMessages.words;

import dev.senselink.batch.table.DisplayText;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** A part of a workbook while it is unpacked: bounded, and whole when its end is reached. */
public final class WorkbookPartStream extends FilterInputStream {
  private static final long MOST_BYTES = 1L << 30;
  private static final long MOST_RATIO = 1000;

  /** Small parts of blanks pack better than anything; they do no harm. */
  private static final long HARMLESS = 1 << 20;

  private final ZipEntry entry;
  private final XlsxZip zip;
  private final MarkupLimit markup = new MarkupLimit();
  private final CRC32 crc = new CRC32();
  private long bytes;

  WorkbookPartStream(InputStream in, ZipEntry entry, XlsxZip zip) {
    super(in);
    this.entry = entry;
    this.zip = zip;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int most) throws IOException {
    int n;
    try {
      n = in.read(buffer, from, most);
    } catch (ZipException | java.io.EOFException e) {
      throw zip.damaged(words("part.packed", name()));
    }
    if (n < 0) {
      whole();
      return n;
    }
    crc.update(buffer, from, n);
    bytes += n;
    bounded();
    zip.count(n);
    if (!markup.isKept(buffer, from, n)) {
      throw zip.bomb(words("part.tag", name()));
    }
    return n;
  }

  /** Zip files carry a checksum of each part, which the JDK leaves to the reader. */
  private void whole() {
    if (entry.getCrc() >= 0 && entry.getCrc() != crc.getValue()) {
      throw zip.damaged(words("part.changed", name()));
    }
  }

  private void bounded() {
    if (entry.getSize() >= 0 && bytes > entry.getSize()) {
      throw zip.bomb(words("part.longer", name()));
    }
    if (bytes > MOST_BYTES) {
      throw zip.bomb(words("part.size", name()));
    }
    if (bytes > HARMLESS && bytes > MOST_RATIO * Math.max(1, entry.getCompressedSize())) {
      throw zip.bomb(words("part.ratio", name()));
    }
  }

  @Override
  public long skip(long n) throws IOException {
    return Math.max(0, read(new byte[(int) Math.min(n, 1 << 13)]));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private String name() {
    return DisplayText.text(entry.getName());
  }
}
