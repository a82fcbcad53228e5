package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a folder without writing to it or making it. Where it is not there yet, the
 * nearest folder above it speaks for it.
 *
 * @param folder absolute
 * @param there whether it exists
 * @param usable whether it is a folder, or can become one, that can be written
 * @param openToOthers whether other users of this machine may look into it
 * @param fileSystem as the operating system calls it
 * @param network whether another machine could write there too
 * @param freeBytes room for this user
 * @param holder who holds its lock, in words; null if nobody
 */
public record DataFolderFacts(
    Path folder,
    boolean there,
    boolean usable,
    boolean openToOthers,
    String fileSystem,
    boolean network,
    long freeBytes,
    @Nullable String holder) {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  /**
   * Looks at it.
   *
   * @throws IOException if the operating system does not even tell where it lies
   */
  public static DataFolderFacts at(Path path) throws IOException {
    Path folder = path.toAbsolutePath().normalize();
    Path there = nearest(folder);
    FileStore store = Files.getFileStore(there);
    boolean exists = there.equals(folder);
    return new DataFolderFacts(
        folder,
        exists,
        Files.isDirectory(there) && Files.isWritable(there) && !store.isReadOnly(),
        exists && isOpenToOthers(there),
        store.type(),
        DataFolder.isNetwork(store.type()),
        store.getUsableSpace(),
        exists && Files.isDirectory(there) && DataFolder.isLocked(folder)
            ? DataFolder.holderOf(folder)
            : null);
  }

  private static Path nearest(Path folder) throws IOException {
    Path there = folder;
    while (!Files.exists(there)) {
      Path above = there.getParent();
      if (above == null) {
        throw new IOException(words("data.nothing", folder));
      }
      there = above;
    }
    return there;
  }

  private static boolean isOpenToOthers(Path folder) throws IOException {
    try {
      return Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS::contains);
    } catch (UnsupportedOperationException e) {
      return false; // no modes here; other users have no business in a user's folder
    }
  }
}
