package dev.senselink.batch.cli.doctor;

import dev.senselink.batch.cli.settings.SystemConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What another user may do with a file, told from owners and modes: who administers the service may
 * do everything, and finds nothing out by trying.
 */
record ServiceAccess(String user, String group) {
  /** What its units hide from it, whatever the modes are. */
  private static final List<Path> HIDDEN =
      Stream.of("/root", "/home", "/run/user", "/tmp", "/var/tmp").map(Path::of).toList();

  static ServiceAccess ofService() {
    return new ServiceAccess(SystemConfiguration.USER, SystemConfiguration.USER);
  }

  /** Whether its units let it see this place at all. */
  static boolean isHidden(Path file) {
    return HIDDEN.stream().anyMatch(file.toAbsolutePath().normalize()::startsWith);
  }

  /** Whether it may read a file. */
  boolean mayRead(Path file) {
    return may(
        file,
        PosixFilePermission.OWNER_READ,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OTHERS_READ);
  }

  /** Whether it may write into a folder, or make it where it is not there yet. */
  boolean mayWriteInto(Path folder) {
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there)) {
      there = Objects.requireNonNull(there.getParent());
    }
    return may(
        there,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.OTHERS_WRITE);
  }

  private boolean may(
      Path file, PosixFilePermission own, PosixFilePermission ofGroup, PosixFilePermission others) {
    try {
      Path real = file.toRealPath();
      for (@Nullable Path up = real.getParent(); up != null; up = up.getParent()) {
        if (!has(
            up,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      }
      return has(real, own, ofGroup, others);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean has(
      Path file, PosixFilePermission own, PosixFilePermission ofGroup, PosixFilePermission others)
      throws IOException {
    PosixFileAttributes of = Files.readAttributes(file, PosixFileAttributes.class);
    PosixFilePermission needed =
        of.owner().getName().equals(user)
            ? own
            : of.group().getName().equals(group) ? ofGroup : others;
    return of.permissions().contains(needed);
  }
}
