package dev.senselink.batch.photo.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A zip file's bytes, for many readers at once. A random access file and not a channel: a channel
 * is closed for everybody when one of its readers is interrupted.
 */
final class ZipBytes implements AutoCloseable {

  private final RandomAccessFile file;
  private final long length;

  ZipBytes(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "r");
    length = file.length();
  }

  long length() {
    return length;
  }

  /** At most {@code count} bytes from a position; ends earlier where the file does. */
  InputStream stream(long position, long count) {
    return new Slice(position, count);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException nothingWasWritten) {
      // so nothing can be lost
    }
  }

  private int read(long position, byte[] into, int offset, int count) throws IOException {
    synchronized (file) {
      file.seek(position);
      return file.read(into, offset, count);
    }
  }

  private final class Slice extends InputStream {

    private long position;
    private long left;

    Slice(long position, long count) {
      this.position = position;
      this.left = count;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      int wanted = (int) Math.min(count, left);
      int read = wanted <= 0 ? -1 : ZipBytes.this.read(position, into, offset, wanted);
      position += Math.max(0, read);
      left -= Math.max(0, read);
      return read;
    }
  }
}
