package dev.senselink.batch.disk;

import static dev.senselink.batch.disk.DiskMessages.words;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who else on this machine could have written a file or folder, or can read it. Links are followed.
 * Root counts as oneself, and so does a group that is its owner's or this user's alone. Where files
 * have no POSIX modes (Windows), nobody else is known of.
 *
 * @param owner the owner's name as the system knows it; {@code ""} where that is not asked for
 * @param foreign whether somebody else than this user or root owns it
 * @param writable whether others than the owner may write it
 * @param readable whether others than the owner may read it
 */
public record FileExposure(
    Path path, String owner, boolean foreign, boolean writable, boolean readable) {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  /**
   * Looks at it.
   *
   * @throws IOException if it is not there or the system does not tell
   */
  public static FileExposure of(Path path) throws IOException {
    if (!POSIX) {
      return new FileExposure(path, "", false, false, false);
    }
    PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class);
    String owner = found.owner().getName();
    Set<PosixFilePermission> mode = found.permissions();
    boolean group = !LocalUser.isOwnGroup(found.group().getName(), owner);
    return new FileExposure(
        path,
        owner,
        !LocalUser.ownsOrRoot(path),
        mode.contains(PosixFilePermission.OTHERS_WRITE)
            || group && mode.contains(PosixFilePermission.GROUP_WRITE),
        mode.contains(PosixFilePermission.OTHERS_READ)
            || group && mode.contains(PosixFilePermission.GROUP_READ));
  }

  /**
   * How somebody else could change a file, be it by putting another in its place. Both the way that
   * is named and the one that links lead to are judged. The folder that holds it must be closed to
   * others even where only owners may rename there: a second name of a file may be made in it.
   *
   * @return in words, to stand after a colon; empty where nobody else can
   * @throws IOException as {@link #of}
   */
  public static Optional<String> changeable(Path file) throws IOException {
    Path real = file.toRealPath();
    Path named = file.toAbsolutePath().normalize();
    return first(
        () -> of(real).changeable(),
        () -> ofLink(named),
        () -> ofFolder(real.getParent(), false),
        () -> ofFolder(named.getParent(), false),
        () -> above(real.getParent()),
        () -> above(named.getParent()));
  }

  /**
   * The same of a folder in which state is kept, or of the place where it will be made: it may lie
   * where everybody makes folders but only owners rename them, as in {@code /tmp}.
   */
  public static Optional<String> changeableFolder(Path folder) throws IOException {
    Path named = folder.toAbsolutePath().normalize();
    Path there = named;
    while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    if (there == null) {
      return Optional.empty();
    }
    Path nearest = there;
    if (!nearest.equals(named)) { // it is made with a mode of our own
      return first(() -> ofFolder(nearest, true), () -> above(nearest), () -> real(nearest));
    }
    return first(
        () -> of(named).changeable(), () -> ofLink(named), () -> above(named), () -> real(named));
  }

  private static Optional<String> real(Path folder) throws IOException {
    return above(folder.toRealPath());
  }

  /** How somebody else could have written what stands in a folder that is closed to them now. */
  public static Optional<String> laidByOthers(Path path) throws IOException {
    Optional<String> link = ofLink(path);
    try {
      return link.isPresent() ? link : of(path).changeable();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // gone meanwhile, or a link that leads nowhere
    }
  }

  /** A step of a judgement. */
  private interface Look {
    Optional<String> at() throws IOException;
  }

  private static Optional<String> first(Look... looks) throws IOException {
    for (Look look : looks) {
      Optional<String> why = look.at();
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  /** Of a link it counts who made it: its own mode says nothing. */
  private static Optional<String> ofLink(Path path) throws IOException {
    if (!POSIX || !Files.isSymbolicLink(path) || LocalUser.ownsOrRootLink(path)) {
      return Optional.empty();
    }
    return Optional.of(
        words("trust.owner", Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName()));
  }

  private static Optional<String> above(@Nullable Path path) throws IOException {
    Path folder = path == null ? null : path.getParent();
    while (folder != null) {
      Optional<String> why = ofFolder(folder, true);
      if (why.isPresent()) {
        return why;
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }

  /**
   * Whether what lies in a folder could be exchanged.
   *
   * @param sticky whether it is enough that only owners may rename there
   */
  private static Optional<String> ofFolder(@Nullable Path folder, boolean sticky)
      throws IOException {
    if (folder == null || !POSIX) {
      return Optional.empty();
    }
    Optional<String> link = ofLink(folder);
    FileExposure trust = of(folder);
    if (link.isPresent() || trust.foreign()) {
      return Optional.of(words("trust.folder.owner", folder, trust.owner()));
    }
    return trust.writable() && !(sticky && LocalUser.onlyOwnersRename(folder))
        ? Optional.of(words("trust.folder.writable", folder))
        : Optional.empty();
  }

  /** The same of this file or folder alone, whatever lies above it. */
  public Optional<String> changeable() {
    if (foreign) {
      return Optional.of(words("trust.owner", owner));
    }
    return writable ? Optional.of(words("trust.writable")) : Optional.empty();
  }
}
