package dev.senselink.batch.disk;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Files that are on the disk when they are said to be; only their owner may read them. */
public final class DurableFiles {
  private static final int BUFFER = 1 << 16;

  private DurableFiles() {}

  /** An empty file to be written, 0600, whose closing forces it to the disk first. */
  public static OutputStream createDurable(Path file) throws IOException {
    return createDurable(file, () -> {});
  }

  /** What is still to be done with a file that is whole and on the disk. */
  public interface Last {
    void run() throws IOException;
  }

  /**
   * The same.
   *
   * @param last done once, after it was forced; not after a write that went wrong
   */
  public static OutputStream createDurable(Path file, Last last) throws IOException {
    return durable(PrivateFiles.replace(file), last);
  }

  /** The same of a file that is open. */
  public static OutputStream durable(FileChannel channel, Last last) {
    return new FilterOutputStream(
        new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      private boolean closed;
      private boolean torn;

      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        torn = true; // until it is written
        out.write(bytes, offset, length);
        torn = false;
      }

      @Override
      public void close() throws IOException {
        if (closed) {
          return;
        }
        closed = true;
        try (channel) {
          out.flush();
          channel.force(true);
        }
        if (!torn) {
          last.run();
        }
      }
    };
  }

  /** Makes the names in a folder last, where the system can. */
  public static void force(Path folder) throws IOException {
    if (PrivateFiles.POSIX) {
      try (FileChannel channel = FileChannel.open(folder)) {
        channel.force(true);
      }
    }
  }
}
