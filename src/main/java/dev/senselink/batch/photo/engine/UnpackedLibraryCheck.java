package dev.senselink.batch.photo.engine;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds what lies unpacked against what is packed, byte by byte: the library that unpacks compares
 * only size and time, and takes whatever else has both. What differs is removed, and so unpacked
 * anew.
 *
 * <p>Why not digests: there is nowhere to keep them that who wrote the library could not write too,
 * and unpacking to compare costs less than a digest of both.
 */
final class UnpackedLibraryCheck {
  private static final int BUFFER = 1 << 16;

  private final ClassLoader packed;

  UnpackedLibraryCheck(ClassLoader packed) {
    this.packed = packed;
  }

  /**
   * Leaves in a folder of unpacked libraries only those that are as packed.
   *
   * @param folder in it a folder a jar, as JavaCPP makes them
   * @throws IOException if a file cannot be read, or one that differs cannot be removed
   */
  void check(Path folder) throws IOException {
    List<Path> unpacked;
    try (Stream<Path> all = Files.walk(folder)) {
      unpacked = all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
    }
    List<Path> wrong =
        unpacked.parallelStream()
            .filter(file -> !isAsPacked(folder.relativize(file), file))
            .toList();
    for (Path file : wrong) {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Also of what is not packed in this program's jars: another version's, which is never loaded.
   */
  private boolean isAsPacked(Path within, Path file) {
    URL resource = resource(within);
    if (resource == null) {
      return true;
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false; // a link leads to what was not looked at
    }
    try (InputStream is = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        InputStream should = resource.openStream()) {
      return isSame(is, should);
    } catch (IOException e) {
      return false;
    }
  }

  private @Nullable URL resource(Path within) {
    if (within.getNameCount() < 2) {
      return null; // a lock, not below any jar's name
    }
    String jar = within.getName(0).toString();
    String name =
        within.subpath(1, within.getNameCount()).toString().replace(File.separatorChar, '/');
    URL found = packed.getResource(name);
    return found != null && found.toString().contains(jar) ? found : null;
  }

  private static boolean isSame(InputStream is, InputStream should) throws IOException {
    byte[] one = new byte[BUFFER];
    byte[] other = new byte[BUFFER];
    while (true) {
      int read = is.readNBytes(one, 0, BUFFER);
      if (read != should.readNBytes(other, 0, BUFFER)
          || !Arrays.equals(one, 0, read, other, 0, read)) {
        return false;
      }
      if (read < BUFFER) {
        return true;
      }
    }
  }
}
