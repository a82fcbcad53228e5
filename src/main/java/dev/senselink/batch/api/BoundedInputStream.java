package dev.senselink.batch.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, knows whether the end was reached, and refuses to go on for ever. */
public final class BoundedInputStream extends FilterInputStream {
  /** The body is longer than any answer of this server. */
  public static final class TooLong extends IOException {
    TooLong(long most) {
      super("> " + most);
    }
  }

  private final long most;
  private long count;
  private int first = -1;
  private boolean ended;

  public BoundedInputStream(InputStream in) {
    this(in, Long.MAX_VALUE);
  }

  public BoundedInputStream(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = counted(super.read(buffer, offset, length));
    if (first < 0 && read > 0) {
      first = buffer[offset] & 0xff;
    }
    return read;
  }

  /** Reading goes through the counting methods only. */
  @Override
  public boolean markSupported() {
    return false;
  }

  public long count() {
    return count;
  }

  /** The first byte; -1 before it was read. */
  int first() {
    return first;
  }

  public boolean ended() {
    return ended;
  }

  /** Reads what is left, so that a cut is noticed and the connection can be used again. */
  public void drain() throws IOException {
    byte[] buffer = new byte[8192];
    while (read(buffer, 0, buffer.length) >= 0) {
      // what it says does not matter
    }
  }

  private int counted(int read) throws IOException {
    if (read < 0) {
      ended = true;
      return read;
    }
    count += read;
    if (count > most) {
      throw new TooLong(most);
    }
    return read;
  }
}
