package dev.senselink.batch.ledger.store;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive lock of a data folder. On many systems a process gives up all its locks of a file
 * as soon as it closes that file once: whoever only looks, in the process that holds the lock, must
 * not even open it. Safe between threads.
 */
final class DataFolderLock {
  private static final String FILE = "lock";
  private static final int LOOKERS = 10;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /** The folders that this very process holds, each by the one path that has no link in it. */
  private static final Set<Path> OWN = new HashSet<>();

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolderLock(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes it; {@code null} if somebody else has it. Who only looks whether it is held ({@link
   * #isHeld}) holds it for a moment itself.
   */
  static @Nullable DataFolderLock hold(Machine machine, Path folder) throws IOException {
    DataFolderLock lock = tryHolding(folder);
    try {
      for (int again = 0; lock == null && again < LOOKERS; again++) {
        machine.pause(LOOK_AGAIN);
        lock = tryHolding(folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // then it is held, as far as this thread can wait
    }
    return lock;
  }

  private static @Nullable DataFolderLock tryHolding(Path folder) throws IOException {
    synchronized (OWN) {
      Path real = folder.toRealPath();
      if (OWN.contains(real)) {
        return null;
      }
      FileChannel channel = open(real.resolve(FILE));
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return null;
      }
      OWN.add(real);
      return new DataFolderLock(real, channel, lock);
    }
  }

  /** Whether some process holds it now, this one or another. */
  static boolean isHeld(Path folder) {
    if (!Files.exists(folder.resolve(FILE))) {
      return false;
    }
    synchronized (OWN) {
      try {
        return OWN.contains(folder.toRealPath()) || isHeldElsewhere(folder.resolve(FILE));
      } catch (IOException e) {
        return true;
      }
    }
  }

  private static boolean isHeldElsewhere(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        return true;
      }
      lock.release();
      return false;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    // Never replaced by another file of this name: two processes could lock one each.
    FileChannel channel = PrivateFiles.openToWrite(file);
    if (channel.size() == 0) {
      channel.write(ByteBuffer.wrap("locked while in use\n".getBytes(StandardCharsets.UTF_8)));
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process, by other means
    }
  }

  /** Gives it back. */
  void release() throws IOException {
    synchronized (OWN) {
      OWN.remove(folder);
      try (FileChannel closed = channel) {
        if (closed.isOpen()) {
          lock.release();
        }
      }
    }
  }
}
