package dev.senselink.batch.directory.records;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * A line of a file, one after the other, with how it ended.
 *
 * <p>Why by a channel that is open already: on POSIX a process gives its lock of a file back when
 * it closes any channel or stream of that file.
 */
final class FileLineReader {
  /** In bytes; what is longer is no line of ours, and is given in pieces. */
  private static final int LONGEST = 4 << 20;

  private static final int BUFFER = 1 << 16;

  private final FileChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long position;
  private boolean ended;

  /**
   * Before the first line.
   *
   * @param file open for reading; its position stays as it is
   */
  FileLineReader(FileChannel file) {
    this.file = file;
  }

  /** Reads the next; false at the end, where the last one stays. */
  boolean read() throws IOException {
    if (!hasMore()) {
      return false;
    }
    bytes.reset();
    ended = false;
    while (!ended && bytes.size() < LONGEST && hasMore()) {
      take();
    }
    return true;
  }

  private void take() {
    int from = buffer.position();
    int most = Math.min(buffer.limit(), from + LONGEST - bytes.size());
    int at = from;
    while (at < most && buffer.get(at) != '\n') {
      at++;
    }
    bytes.write(buffer.array(), from, at - from);
    ended = at < most;
    buffer.position(ended ? at + 1 : at);
  }

  private boolean hasMore() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear();
    int read = file.read(buffer, position);
    buffer.flip();
    position += Math.max(0, read);
    return read > 0;
  }

  /** Whether it has an end, as a last line may not have. */
  boolean ended() {
    return ended;
  }

  /** In bytes, the end included. */
  int length() {
    return bytes.size() + (ended ? 1 : 0);
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  /** Whether it looks like the beginning of a line of ours, or room that was never filled. */
  boolean isTorn() {
    String text = text();
    return bytes.size() < LONGEST && (text.startsWith("{") || text.chars().allMatch(c -> c == 0));
  }
}
