package dev.senselink.batch.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Opens files for writing that only their owner may read (0600), where the file system can. */
public final class OwnerOnlyFiles {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private OwnerOnlyFiles() {}

  public static FileChannel create(Path file) throws IOException {
    Set<java.nio.file.StandardOpenOption> options = Set.of(CREATE, TRUNCATE_EXISTING, WRITE);
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return FileChannel.open(file, options);
    }
    FileChannel channel =
        FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(OWNER));
    // A file that was there before keeps its old mode unless it is told.
    Files.setPosixFilePermissions(file, OWNER);
    return channel;
  }
}
