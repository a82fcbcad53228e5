package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The lock of a folder that becomes a backup: the data folder's own lock does not keep an export of
 * another data folder out.
 */
public final class ExportFolderLock implements Closeable {
  private static final int TRIES = 10;
  private static final AtomicLong MARKS = new AtomicLong();

  private final Path file;
  private final FileChannel channel;

  private ExportFolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes it; makes the folder for work where it is not there.
   *
   * @throws BackupException of kind {@code OCCUPIED} if another export holds it
   */
  public static ExportFolderLock take(Path folder) throws IOException {
    Path file = BackupLayout.work(folder).resolve(BackupLayout.LOCK);
    for (int n = 0; n < TRIES; n++) {
      ExportFolderLock lock = new ExportFolderLock(file, open(file));
      if (!lock.isTaken()) {
        lock.channel.close();
        throw FolderTargetCheck.occupied(folder, words("into.busy", folder));
      }
      if (lock.isStillThere()) {
        return lock;
      }
      lock.channel.close(); // the one who held it has just ended, and removed it
    }
    throw FolderTargetCheck.occupied(folder, words("into.busy", folder));
  }

  private static FileChannel open(Path file) throws IOException {
    while (true) {
      PrivateFiles.folder(file.resolveSibling(""));
      try {
        return PrivateFiles.openToReadAndWrite(file);
      } catch (NoSuchFileException e) {
        // The one who held it has just ended, and removed the folder for work.
      }
    }
  }

  private boolean isTaken() {
    return isTaken(channel);
  }

  /** Takes the lock of an open file; true also where the file system knows no locks. */
  static boolean isTaken(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very process
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether the file of the name is the one that is locked, by a mark that nobody else makes. */
  private boolean isStillThere() throws IOException {
    String unique = ProcessHandle.current().pid() + "-" + MARKS.incrementAndGet();
    byte[] mark = unique.getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0).write(ByteBuffer.wrap(mark), 0);
    try {
      return Arrays.equals(Files.readAllBytes(file), mark);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Gives it back and removes its file; the folder for work is empty then. */
  void remove() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
