package dev.senselink.batch.disk;

import static dev.senselink.batch.disk.DiskMessages.words;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

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

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
  private static final Set<PosixFilePermission> OWNER_ONLY_MODE =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?>[] OWNER_ONLY = {
    PosixFilePermissions.asFileAttribute(OWNER_ONLY_MODE)
  };
  private static final FileAttribute<?>[] NO_MODE = {};

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
   * Opens a file to add to it, mode 0600, making it if it is not there. No link is followed: what
   * it leads to would be written, and closed to whoever may read it today. The same goes for a
   * second name of a file, and somebody else's file would be theirs to read.
   *
   * @throws IOException if it is one of these, a pipe or a device, or cannot be written
   */
  public static OutputStream append(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw unfit(file, words("file.link"));
    }
    mustBeRegular(file);
    boolean there = Files.exists(file);
    if (there && POSIX && (LocalUser.names(file) > 1 || FileExposure.of(file).foreign())) {
      throw unfit(file, words("file.shared"));
    }
    Set<OpenOption> how =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = FileChannel.open(file, how, POSIX ? OWNER_ONLY : NO_MODE);
    if (there && POSIX) {
      Files.setPosixFilePermissions(file, OWNER_ONLY_MODE);
    }
    return Channels.newOutputStream(channel);
  }

  private static FileSystemException unfit(Path file, String why) {
    return new FileSystemException(file.toString(), null, why);
  }
}
