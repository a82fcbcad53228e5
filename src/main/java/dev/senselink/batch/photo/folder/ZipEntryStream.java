package dev.senselink.batch.photo.folder;

import static dev.senselink.batch.photo.PhotoMessages.words;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Unpacks one entry, and fails at its end if the content is not what the archive promised. */
final class ZipEntryStream extends FilterInputStream {

  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int BUFFER = 1 << 14;

  private final CRC32 checksum = new CRC32();
  private final int promised;
  private final Runnable release;

  private ZipEntryStream(InputStream in, int promised, Runnable release) {
    super(in);
    this.promised = promised;
    this.release = release;
  }

  static InputStream of(ZipBytes bytes, int method, long start, long packed, int crc)
      throws IOException {
    if (method == STORED) {
      return new ZipEntryStream(bytes.stream(start, packed), crc, () -> {});
    }
    if (method == DEFLATED) {
      Inflater inflater = new Inflater(true);
      // One byte more than there is: an inflater without zlib header may ask for it.
      InputStream raw = bytes.stream(start, packed + 1);
      InputStream unpacked = new InflaterInputStream(raw, inflater, BUFFER);
      return new ZipEntryStream(unpacked, crc, inflater::end);
    }
    throw new IOException(words("file.zip.method", method));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    int read = super.read(into, offset, count);
    if (read > 0) {
      checksum.update(into, offset, read);
    } else if (read < 0 && (int) checksum.getValue() != promised) {
      throw new IOException(words("file.zip.checksum"));
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    release.run();
    super.close();
  }
}
