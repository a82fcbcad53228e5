package dev.senselink.batch.ledger.plan;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Reads lines of a file by where they begin; those that lie near each other cost one read. */
final class LinesAt {
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private long start = -1;

  LinesAt(FileChannel channel) {
    this.channel = channel;
    buffer.limit(0);
  }

  /** The line that begins at a place, without its end. */
  byte[] at(long place) throws IOException {
    if (start < 0 || place < start || place >= start + buffer.limit()) {
      fill(place);
    }
    buffer.position((int) (place - start));
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int end = end();
      if (end < buffer.limit() && line.size() == 0) {
        return Arrays.copyOfRange(buffer.array(), buffer.position(), end);
      }
      line.write(buffer.array(), buffer.position(), end - buffer.position());
      if (end < buffer.limit()) {
        return line.toByteArray();
      }
      fill(start + buffer.limit());
    }
  }

  private int end() {
    byte[] bytes = buffer.array();
    int at = buffer.position();
    while (at < buffer.limit() && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private void fill(long from) throws IOException {
    buffer.clear();
    if (channel.read(buffer, from) <= 0) {
      throw new EOFException();
    }
    buffer.flip();
    start = from;
  }
}
