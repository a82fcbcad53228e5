package dev.senselink.batch.ledger.store;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.machine.Deadline;
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
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive lock of a data folder. On many systems a process gives up all its locks of a file
 * as soon as it closes that file once: whoever only looks, in the process that holds the lock, must
 * not even open it. Safe between threads.
 *
 * <p>A process that is there for longer than one command keeps it while it does nothing: its own
 * commands then work under the same lock, which nobody can take in between, and it gives the lock
 * away when another process wants it ({@link WantedMark}).
 */
final class DataFolderLock {
  /** How long one waits for somebody who does nothing to give the lock away. */
  static final Duration YIELDED_WITHIN = Duration.ofSeconds(15);

  private static final String FILE = "lock";
  private static final int LOOKERS = 10;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /** The locks that this very process has, each by the one path that has no link in it. */
  private static final Map<Path, DataFolderLock> OWN = new HashMap<>();

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  /** As whom this process keeps it while it does nothing; {@code null} if it does not. */
  private @Nullable LockHolder keeper;

  private boolean atWork;

  /** Whether it is at work for the moment of a look, which changes nothing. */
  private boolean looks;

  private DataFolderLock(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes it for work; {@code null} if somebody else is at work, or keeps it and does not give it
   * away in time. Who only looks whether it is held ({@link #isAtWork}) holds it for a moment
   * itself.
   *
   * @param holder one that yields only looks into the folder: it waits for nobody and comes after
   *     whoever waits, and whoever comes meanwhile waits for its end
   */
  static @Nullable DataFolderLock hold(Machine machine, Path folder, LockHolder holder)
      throws IOException {
    Deadline end = Deadline.in(machine, YIELDED_WITHIN);
    try (WantedMark wanted = new WantedMark(folder.toRealPath())) {
      DataFolderLock lock = tryHolding(folder, holder);
      for (int again = 0; lock == null && again < LOOKERS; ) {
        if (!holder.yields() && LockHolder.yields(folder) && !end.isOver()) {
          wanted.insist();
        } else {
          again++;
        }
        machine.pause(LOOK_AGAIN);
        lock = tryHolding(folder, holder);
      }
      return lock;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // then it is held, as far as this thread can wait
      return null;
    }
  }

  private static @Nullable DataFolderLock tryHolding(Path folder, LockHolder holder)
      throws IOException {
    synchronized (OWN) {
      DataFolderLock own = OWN.get(folder.toRealPath());
      if (own != null && (own.atWork || own.keeper == null)
          || holder.yields() && WantedMark.isThere(folder.toRealPath())) {
        return null;
      }
      DataFolderLock taken = own == null ? take(folder) : own;
      if (taken != null) {
        taken.atWork = true;
        taken.looks = holder.yields();
        taken.tell(holder);
      }
      return taken;
    }
  }

  /**
   * Takes it without working, until somebody wants it.
   *
   * @return {@code null} if somebody has it, or wants it already
   */
  static @Nullable DataFolderLock keep(Path folder, LockHolder keeper) throws IOException {
    synchronized (OWN) {
      Path real = folder.toRealPath();
      DataFolderLock taken = OWN.containsKey(real) || WantedMark.isThere(real) ? null : take(real);
      if (taken != null) {
        taken.keeper = keeper;
        taken.tell(keeper);
      }
      return taken;
    }
  }

  private static @Nullable DataFolderLock take(Path folder) throws IOException {
    Path real = folder.toRealPath();
    FileChannel channel = open(real.resolve(FILE));
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      return null;
    }
    DataFolderLock taken = new DataFolderLock(real, channel, lock);
    OWN.put(real, taken);
    return taken;
  }

  /** What cannot be told is not held: nobody would know whom to wait for. */
  private void tell(LockHolder holder) throws IOException {
    try {
      holder.write(folder);
    } catch (IOException e) {
      drop();
      throw e;
    }
  }

  /** Whether some process is at work under it now, this one or another; a look is no work. */
  static boolean isAtWork(Path folder) {
    if (!Files.exists(folder.resolve(FILE))) {
      return false;
    }
    synchronized (OWN) {
      try {
        DataFolderLock own = OWN.get(folder.toRealPath());
        return own == null
            ? isHeldElsewhere(folder.resolve(FILE)) && !LockHolder.yields(folder)
            : own.atWork && !own.looks;
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

  /** The work is done: gives it back, to this process if that keeps it. */
  void release() throws IOException {
    synchronized (OWN) {
      LockHolder idle = keeper;
      if (atWork && idle != null) {
        atWork = false;
        tell(idle);
      } else if (atWork) {
        drop();
      }
    }
  }

  /**
   * Gives it to whoever wants it, unless this process works under it.
   *
   * @return whether it is this process's no more
   */
  boolean giveWay() throws IOException {
    synchronized (OWN) {
      if (atWork || channel.isOpen() && !WantedMark.isThere(folder)) {
        return false;
      }
      drop();
      return true;
    }
  }

  /** It is kept no more: who works under it gives it back to nobody. */
  void stopKeeping() throws IOException {
    synchronized (OWN) {
      keeper = null;
      if (!atWork) {
        drop();
      }
    }
  }

  private void drop() throws IOException {
    atWork = false;
    keeper = null;
    OWN.remove(folder, this);
    try (FileChannel closed = channel) {
      if (closed.isOpen()) {
        lock.release();
      }
    }
  }
}
