package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.disk.FileExposure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where native libraries are unpacked to: a folder of the user's own, kept from run to run. Code
 * from it is executed, so nobody else may write to it.
 */
final class NativeLibraryFolder {

  private NativeLibraryFolder() {}

  /**
   * Makes the folder where it is missing.
   *
   * @throws IOException if it cannot be made or others may write to it
   */
  static Path prepare() throws IOException {
    return prepare(place(System.getenv(), System.getProperty("user.home", ".")));
  }

  /**
   * {@code %LOCALAPPDATA%\senselink-batch\natives} on Windows, else {@code senselink-batch/natives}
   * below {@code $XDG_CACHE_HOME} or {@code ~/.cache}.
   */
  static Path place(Map<String, String> environment, String home) {
    String windows = environment.get("LOCALAPPDATA");
    String cache = environment.get("XDG_CACHE_HOME");
    Path base =
        isFilled(windows)
            ? Path.of(windows)
            : isFilled(cache) && Path.of(cache).isAbsolute()
                ? Path.of(cache)
                : Path.of(home, ".cache");
    return base.resolve("senselink-batch").resolve("natives");
  }

  private static boolean isFilled(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  static Path prepare(Path folder) throws IOException {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!posix) {
      return Files.createDirectories(folder);
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    PosixFileAttributes found =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory() || FileExposure.of(folder).changeable().isPresent()) {
      throw new IOException(words("engine.folder", folder));
    }
    return folder;
  }
}
