package dev.senselink.batch.disk;

import static dev.senselink.batch.disk.Words.words;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one way to a file that configures, authorises or is executed: an ordinary file, and no larger
 * than such a file can be. A pipe would make the program wait for ever, a device would fill its
 * memory.
 */
public final class TrustedFile {
  /** Configuration and job files, in bytes. */
  public static final int SETTINGS = 1 << 20;

  /** Secrets, passwords and keys, in bytes. */
  public static final int SECRET = 1 << 16;

  /** Certificates, in bytes: all authorities of a system are some 200 KB. */
  public static final int CERTIFICATES = 1 << 22;

  private static final int KILOBYTE = 1 << 10;

  private TrustedFile() {}

  /**
   * All of a file as UTF-8, without a byte order mark.
   *
   * @param most bytes
   * @throws IOException if it cannot be read, is no ordinary file, is larger, or no UTF-8
   */
  public static String text(Path file, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(file, most));
    String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /**
   * All of a file.
   *
   * @param most bytes
   * @throws IOException if it cannot be read, is no ordinary file, or is larger
   */
  public static byte[] bytes(Path file, int most) throws IOException {
    mustBeRegular(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw unfit(file, words("file.tooLarge", most / KILOBYTE));
      }
      return bytes;
    }
  }

  /** The same as a stream. */
  public static InputStream open(Path file, int most) throws IOException {
    return new ByteArrayInputStream(bytes(file, most));
  }

  /**
   * Refuses what is there but cannot be read like a file; a folder is left to whoever opens it, who
   * has better words for that.
   *
   * @throws IOException if it is a pipe, a device or a socket
   */
  public static void mustBeRegular(Path file) throws IOException {
    if (isSpecial(file)) {
      throw unfit(file, words("file.notRegular"));
    }
  }

  /**
   * Whether something is there that is neither a file nor a folder: reading a pipe waits for
   * somebody to write it, reading a device may never end.
   */
  public static boolean isSpecial(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  /**
   * Refuses a file to be written that is a link: what it leads to would be written, and closed to
   * whoever may read it today.
   *
   * @throws IOException if it is a link, a pipe or a device
   */
  public static void mustBeNoLink(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw unfit(file, words("file.link"));
    }
    mustBeRegular(file);
  }

  private static FileSystemException unfit(Path file, String why) {
    return new FileSystemException(file.toString(), null, why);
  }
}
