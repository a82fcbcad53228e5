package dev.senselink.batch.console;

import dev.senselink.batch.console.access.SignInTokens;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mark of a console at work on a data folder: its address in a file that only its user can
 * read. The system drops its lock when the process ends, however it ends.
 */
final class RunningConsole implements AutoCloseable {
  private static final String ADDRESS = "address";

  private final FileChannel channel;
  private final FileLock lock;

  private RunningConsole(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  private static Path folder(Path data) {
    return data.resolve("console");
  }

  /**
   * Marks the folder; answers {@code null} if another console has.
   *
   * @throws IOException if it cannot be written
   */
  static @Nullable RunningConsole mark(Path data) throws IOException {
    PrivateFiles.folder(data);
    PrivateFiles.folder(folder(data));
    FileChannel channel = PrivateFiles.openToWrite(folder(data).resolve("lock"));
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      return null;
    }
    RunningConsole mark = new RunningConsole(channel, lock);
    try {
      Files.deleteIfExists(folder(data).resolve(ADDRESS)); // of the one before: it leads nowhere
      return mark;
    } catch (IOException e) {
      mark.close();
      throw e;
    }
  }

  /** Says where it is. */
  void at(Path data, String address) throws IOException {
    PrivateFiles.write(folder(data).resolve(ADDRESS), address + "\n");
  }

  /** A new address to sign in at the console that is at work on a folder, if one is. */
  static Optional<String> signInAddress(Path data, Machine machine) throws IOException {
    Path lockFile = folder(data).resolve("lock");
    if (!Files.exists(lockFile)) {
      return Optional.empty();
    }
    try (FileChannel channel = PrivateFiles.openToWrite(lockFile)) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        lock.release();
        return Optional.empty();
      }
      String address = Files.readString(folder(data).resolve(ADDRESS)).strip();
      return Optional.of(Console.signIn(address, new SignInTokens(data, machine)));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // it is starting
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
