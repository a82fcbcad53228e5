package dev.senselink.batch.disk;

import static dev.senselink.batch.disk.Words.words;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Who else on this machine could have written a file or folder, or can read it. Links are followed.
 * Root counts as oneself, and so does the group that is its owner's alone. Where files have no
 * POSIX modes (Windows), nobody else is known of.
 *
 * @param owner the owner's name as the system knows it; {@code ""} where that is not asked for
 * @param foreign whether somebody else than this user or root owns it
 * @param writable whether others than the owner may write it
 * @param readable whether others than the owner may read it
 */
public record FileTrust(
    Path path, String owner, boolean foreign, boolean writable, boolean readable) {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  /**
   * Looks at it.
   *
   * @throws IOException if it is not there or the system does not tell
   */
  public static FileTrust of(Path path) throws IOException {
    if (!POSIX) {
      return new FileTrust(path, "", false, false, false);
    }
    PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class);
    String owner = found.owner().getName();
    Set<PosixFilePermission> mode = found.permissions();
    boolean group = !LocalUser.isPrivateGroup(found.group().getName(), owner);
    return new FileTrust(
        path,
        owner,
        !LocalUser.ownsOrRoot(path),
        mode.contains(PosixFilePermission.OTHERS_WRITE)
            || group && mode.contains(PosixFilePermission.GROUP_WRITE),
        mode.contains(PosixFilePermission.OTHERS_READ)
            || group && mode.contains(PosixFilePermission.GROUP_READ));
  }

  /**
   * How somebody else could change a file, be it by putting another in its place.
   *
   * @return in words, to stand after a colon; empty where nobody else can
   * @throws IOException as {@link #of}
   */
  public static Optional<String> changeable(Path file) throws IOException {
    Path real = file.toRealPath();
    Optional<String> itself = of(real).changeable();
    Path folder = real.getParent();
    return itself.isPresent() || folder == null ? itself : of(folder).ofItsFolder();
  }

  /** The same of this file or folder alone, whatever lies above it. */
  public Optional<String> changeable() {
    if (foreign) {
      return Optional.of(words("trust.owner", owner));
    }
    return writable ? Optional.of(words("trust.writable")) : Optional.empty();
  }

  private Optional<String> ofItsFolder() {
    if (foreign) {
      return Optional.of(words("trust.folder.owner", path, owner));
    }
    return writable ? Optional.of(words("trust.folder.writable", path)) : Optional.empty();
  }
}
