package dev.senselink.batch.console.imports;

import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Lists that lie in a zip of photos, as whoever packs a whole folder has them. */
final class ZippedLists {
  private static final int MOST = 5;
  private static final int BUFFER = 1 << 16;

  private ZippedLists() {}

  /** Their names, with the folders above them; the first few. */
  static List<String> in(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .filter(entry -> !entry.isDirectory() && isList(entry.getName()))
          .limit(MOST)
          .map(ZipEntry::getName)
          .toList();
    } catch (ZipException e) {
      return List.of(); // whoever takes the photos says what is wrong with it
    }
  }

  /** A text may be anything; what a system has hidden is nobody's list. */
  private static boolean isList(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return Uploads.isListName(name)
        && !name.toLowerCase(Locale.ROOT).endsWith(".txt")
        && !name.startsWith(".")
        && !name.startsWith("~$")
        && !path.startsWith("__MACOSX/");
  }

  /** How large one says it is. */
  static long size(Path file, String name) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return entry(zip, name).getSize();
    }
  }

  /**
   * Copies one.
   *
   * @throws IOException if it is larger than it says
   */
  static void copy(Path file, String name, Path to) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(entry(zip, name));
        FileChannel out = PrivateFiles.openEmptied(to)) {
      long left = entry(zip, name).getSize();
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        left -= n;
        if (left < 0) {
          throw new ZipException(name);
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
    }
  }

  private static ZipEntry entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ZipException(name);
    }
    return entry;
  }
}
