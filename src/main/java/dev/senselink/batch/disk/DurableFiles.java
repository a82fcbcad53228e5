package dev.senselink.batch.disk;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read, and that are on the disk when they are said to be. */
public final class DurableFiles {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final int BUFFER = 1 << 16;

  private DurableFiles() {}

  /** Makes a folder, 0700, and what is missing above it. */
  public static void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, mode("rwx------"));
    }
  }

  /** An empty file to be written, 0600. */
  public static OutputStream create(Path file) throws IOException {
    return new BufferedOutputStream(Channels.newOutputStream(channel(file)), BUFFER);
  }

  private static FileChannel channel(Path file) throws IOException {
    Files.deleteIfExists(file); // what was there keeps its mode, and links lead elsewhere
    Set<OpenOption> options = Set.of(CREATE, TRUNCATE_EXISTING, WRITE);
    return FileChannel.open(file, options, mode("rw-------"));
  }

  /**
   * Appends to a file, which is made, 0600, where it is not there; every write goes to the system.
   */
  public static OutputStream append(Path file) throws IOException {
    Set<OpenOption> options = Set.of(CREATE, WRITE, APPEND);
    return Channels.newOutputStream(FileChannel.open(file, options, mode("rw-------")));
  }

  /** A file, 0600, that is made where it is not there, to be locked, read and written. */
  public static FileChannel openOrCreate(Path file) throws IOException {
    return FileChannel.open(file, Set.of(CREATE, READ, WRITE), mode("rw-------"));
  }

  /** A file that is there, to be read and then written anew. */
  public static FileChannel openExisting(Path file) throws IOException {
    return FileChannel.open(file, READ, WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  /** A file, 0600, that must not be there yet. */
  public static FileChannel createNew(Path file) throws IOException {
    return FileChannel.open(file, Set.of(CREATE_NEW, READ, WRITE), mode("rw-------"));
  }

  /** A file to be gone on with after so many bytes of it; what follows them is cut off. */
  public static FileChannel openTruncated(Path file, long after) throws IOException {
    FileChannel channel = FileChannel.open(file, Set.of(CREATE, WRITE), mode("rw-------"));
    return channel.truncate(after).position(after);
  }

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
    return durable(channel(file), last);
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
    if (POSIX) {
      try (FileChannel channel = FileChannel.open(folder)) {
        channel.force(true);
      }
    }
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
