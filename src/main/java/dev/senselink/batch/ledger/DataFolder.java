package dev.senselink.batch.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds the state of all runs, under an exclusive lock.
 *
 * <p>The operating system drops the lock when the process dies, however it dies, so a restart never
 * waits for it. While a process is at work a mark lies in the folder; finding it there under the
 * lock means that the last process did not end in order, or could not find out about all of its
 * requests, and that one of them may still be on its way.
 */
public final class DataFolder implements AutoCloseable {
  private static final Set<String> NETWORK =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "afs",
          "9p",
          "sshfs",
          "fuse.sshfs");

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;
  private final boolean lastEndedInOrder;
  private boolean unanswered;
  private final Instant lockedAt = Instant.now();

  private DataFolder(Path folder, FileChannel channel, FileLock lock) throws IOException {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
    this.lastEndedInOrder = !Files.exists(mark());
    this.unanswered = !lastEndedInOrder;
    Files.writeString(mark(), "a run is at work\n");
  }

  /**
   * Makes the folder if it is missing and takes its lock.
   *
   * @param holder what the next process is told about this one, e.g. the command
   * @throws LedgerException if another process holds it, or the folder cannot be used
   */
  public static DataFolder lock(Path folder, String holder) {
    try {
      PrivateFiles.folder(folder);
      refuseNetwork(folder);
      FileChannel channel = open(folder.resolve("lock"));
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new LedgerException(
            LedgerException.Kind.LOCKED,
            "another run is at work in "
                + folder
                + ": "
                + holderOf(folder)
                + ". Wait for it to end, or use another --data folder.");
      }
      Files.writeString(
          holderFile(folder),
          "process "
              + ProcessHandle.current().pid()
              + ", "
              + holder
              + ", since "
              + Instant.now().truncatedTo(ChronoUnit.SECONDS));
      return new DataFolder(folder, channel, lock);
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN,
          "the data folder " + folder + " cannot be written: " + e.getMessage(),
          e);
    }
  }

  /** Whether some process holds the folder's lock now. */
  public static boolean isLocked(Path folder) {
    if (!Files.exists(folder.resolve("lock"))) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE)) {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        return true;
      }
      lock.release();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Process, command and start of the one that holds the lock, in words. */
  public static String holderOf(Path folder) {
    try {
      return Files.readString(holderFile(folder)).strip();
    } catch (IOException e) {
      return "a process that has just started";
    }
  }

  public Path path() {
    return folder;
  }

  /** The folder of one run: its roster's copy lies in it. */
  public Path runFolder(String runId) {
    return folder.resolve("runs").resolve(runId);
  }

  /**
   * The folder for what lives no longer than this process. Names lie in it: what a dead process
   * left there is removed.
   */
  public Path scratch() {
    Path scratch = folder.resolve("tmp");
    try {
      PrivateFiles.remove(scratch);
      return PrivateFiles.folder(scratch);
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, "the folder " + scratch + " cannot be written", e);
    }
  }

  /**
   * Says whether requests are left of which nobody knows what became of them. Without a word what
   * the last process left counts still: a command that asks the server nothing settles nothing.
   */
  public void leaves(boolean unansweredRequests) {
    unanswered = unansweredRequests;
  }

  /**
   * False if the last process died, or ended with requests unanswered: they may still be at work on
   * the server.
   */
  public boolean lastEndedInOrder() {
    return lastEndedInOrder;
  }

  /** When this process took the lock; nothing of an earlier process can have left later. */
  public Instant lockedAt() {
    return lockedAt;
  }

  /** Gives the lock back, and removes the mark if no request is left unanswered. */
  @Override
  public void close() {
    try {
      if (!unanswered) {
        Files.deleteIfExists(mark());
      }
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, "the data folder " + folder + " cannot be written", e);
    }
  }

  private Path mark() {
    return folder.resolve("at-work");
  }

  private static Path holderFile(Path folder) {
    return folder.resolve("lock.txt");
  }

  private static FileChannel open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.size() == 0) {
      channel.write(ByteBuffer.wrap("locked while in use\n".getBytes(StandardCharsets.UTF_8)));
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static void refuseNetwork(Path folder) throws IOException {
    String type = Files.getFileStore(folder).type();
    if (NETWORK.contains(type)) {
      throw new LedgerException(
          LedgerException.Kind.UNFIT,
          "the data folder "
              + folder
              + " lies on a network file system ("
              + type
              + "), where locks do not hold. Name a local one with --data.");
    }
  }

  /** Where state goes if nothing else is said: the user's state folder, never the working one. */
  public static Path standard(Map<String, String> environment) {
    String local = environment.get("LOCALAPPDATA");
    if (System.getProperty("os.name", "").startsWith("Windows") && local != null) {
      return Path.of(local, "senselink-batch");
    }
    String state = environment.get("XDG_STATE_HOME");
    if (state != null && Path.of(state).isAbsolute()) {
      return Path.of(state, "senselink-batch");
    }
    return Path.of(System.getProperty("user.home", "."), ".local", "state", "senselink-batch");
  }
}
