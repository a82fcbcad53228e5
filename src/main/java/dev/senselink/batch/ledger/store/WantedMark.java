package dev.senselink.batch.ledger.store;

import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says to whoever holds a data folder's lock and does nothing that somebody wants it. What counts
 * is not the file but the lock that those who wait have on it, each a shared one: nobody's death
 * leaves it behind. Safe between threads.
 */
final class WantedMark implements AutoCloseable {
  private static final String FILE = "lock.wanted";

  /**
   * The folders for which this very process has said so: a file that is closed once takes all locks
   * of its process with it, so one thread says it for all.
   */
  private static final Set<Path> OWN = new HashSet<>();

  private final Path folder;
  private @Nullable FileChannel channel;

  /**
   * @param folder by the one path that has no link in it
   */
  WantedMark(Path folder) {
    this.folder = folder;
  }

  /** Says so, if it is not said yet; else it is to be said again a little later. */
  void insist() throws IOException {
    synchronized (OWN) {
      if (channel != null || OWN.contains(folder)) {
        return;
      }
      FileChannel opened = PrivateFiles.openToReadAndWrite(folder.resolve(FILE));
      if (lock(opened, true) == null) {
        opened.close(); // somebody looks just now
        return;
      }
      channel = opened;
      OWN.add(folder);
    }
  }

  /** Whether somebody who is alive wants the lock of a folder. */
  static boolean isThere(Path folder) {
    Path file = folder.resolve(FILE);
    synchronized (OWN) {
      if (OWN.contains(folder) || !Files.exists(file)) {
        return OWN.contains(folder);
      }
      try (FileChannel looked = PrivateFiles.openToReadAndWrite(file)) {
        return lock(looked, false) == null;
      } catch (IOException e) {
        return false;
      }
    }
  }

  private static @Nullable FileLock lock(FileChannel channel, boolean shared) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** It is wanted no more. */
  @Override
  public void close() throws IOException {
    synchronized (OWN) {
      FileChannel said = channel;
      if (said != null) {
        channel = null;
        OWN.remove(folder);
        said.close(); // and its lock with it
      }
    }
  }
}
