package dev.senselink.batch.sandbox.call;

import dev.senselink.batch.disk.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files and folders that only their owner may read, where the file system knows owners. */
public final class SandboxFiles {
  private SandboxFiles() {}

  /** A new folder, 0700, in {@code parent} or in the system's temporary folder. */
  public static Path newFolder(@Nullable Path parent) {
    try {
      if (parent == null) {
        return TemporaryFolder.make("sandbox");
      }
      Files.createDirectories(parent);
      return Files.createTempDirectory(parent, "sandbox-");
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot make its folder", e);
    }
  }

  /** Opens a file to append to, 0600 if it is new; a link is not followed. */
  public static FileChannel openForAppend(Path file) {
    try {
      Set<OpenOption> how =
          Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
      return FileChannel.open(file, how, ownerOnly(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be opened for writing", e);
    }
  }

  /** Opens a file that must not exist yet, 0600, to read and write. */
  public static FileChannel openNew(Path file) {
    try {
      return FileChannel.open(
          file,
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ),
          ownerOnly(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be made", e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  public static void deleteFolder(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
