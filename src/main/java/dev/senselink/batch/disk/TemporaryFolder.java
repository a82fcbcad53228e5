package dev.senselink.batch.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Folders for what a process needs only while it runs: rosters and faces lie in them. All of a
 * process are below one, which it holds locked; the system drops the lock however the process dies,
 * and the next that needs such a folder removes those that nobody holds. Safe between threads.
 */
public final class TemporaryFolder {
  private static final String PREFIX = "senselink-run-";
  private static final String LOCK = "in-use";

  private static @Nullable TemporaryFolder own;

  private final Path folder;
  private final FileChannel channel;

  private TemporaryFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * A new, empty folder, mode 0700, in the system's temporary folder. Whoever makes it removes it.
   *
   * @param use how its name begins
   * @throws IOException if it cannot be made
   */
  public static synchronized Path make(String use) throws IOException {
    TemporaryFolder mine = own;
    if (mine == null || !Files.isDirectory(mine.folder)) {
      mine = begin(Path.of(System.getProperty("java.io.tmpdir", ".")));
      own = mine;
    }
    return Files.createTempDirectory(mine.folder, use + "-");
  }

  private static TemporaryFolder begin(Path place) throws IOException {
    sweep(place);
    Path folder = Files.createTempDirectory(place, PREFIX); // the owner's alone, by itself
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    TemporaryFolder made = new TemporaryFolder(folder, channel);
    if (channel.tryLock() != null) {
      Runtime.getRuntime().addShutdownHook(new Thread(made::end, "senselink-temporary"));
    }
    return made;
  }

  /** Only where nothing is left in it: somebody may still be at work while the process ends. */
  private void end() {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      for (Path path : left) {
        if (!path.endsWith(LOCK)) {
          return;
        }
      }
      channel.close();
      remove(folder);
    } catch (IOException e) {
      // The next start removes it.
    }
  }

  /** Removes what processes left that died. Another user's folders are that user's business. */
  static void sweep(Path place) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(place, PREFIX + "*")) {
      for (Path folder : found) {
        sweepOne(folder);
      }
    } catch (IOException e) {
      // It is tried again next time; what is needed now is another folder.
    }
  }

  private static void sweepOne(Path folder) {
    Path lock = folder.resolve(LOCK);
    try {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          || FileExposure.of(folder).foreign()
          || !Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
          FileLock held = channel.tryLock()) {
        if (held != null) {
          remove(folder);
        }
      }
    } catch (IOException | OverlappingFileLockException e) {
      // Held by this very process, or gone meanwhile.
    }
  }

  /** Removes a folder and all in it, following no link; what is not there is no error. */
  public static void remove(Path folder) throws IOException {
    try {
      Files.walkFileTree(folder, new Removal());
    } catch (NoSuchFileException e) {
      // somebody else was faster
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes unused) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(dir);
      return FileVisitResult.CONTINUE;
    }
  }
}
