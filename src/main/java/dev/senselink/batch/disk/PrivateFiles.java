package dev.senselink.batch.disk;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/** Folders and files only their owner may open, since names and faces lie in them. */
public final class PrivateFiles {
  static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOR_ALL =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  /** More than the first report of a small roster needs, and quickly written. */
  private static final int TRIAL_BYTES = 1 << 18;

  private PrivateFiles() {}

  /** Makes the folder and what is missing above it; what is made gets mode 0700. */
  public static Path folder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    if (!POSIX) {
      return Files.createDirectories(folder);
    }
    return Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** A new, empty folder below another, mode 0700. */
  public static Path temporaryBelow(Path folder, String prefix) throws IOException {
    return Files.createTempDirectory(folder, prefix);
  }

  /**
   * Writes a small file whole, mode 0600: readers see the old content or the new, never a part.
   *
   * @throws IOException if it cannot be written; the old file is then as it was
   */
  public static void write(Path file, String content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream out = Channels.newOutputStream(replace(part))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Writes a file that is for other users too, mode 0644 whatever the user's mask: nothing of
   * anybody may be in it.
   */
  public static void writeForAll(Path file, String content) throws IOException {
    try (OutputStream out = Channels.newOutputStream(replace(file))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    if (POSIX) {
      restrict(file, FOR_ALL);
    }
  }

  /**
   * Makes a new, empty file, mode 0600.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
   */
  public static void create(Path file) throws IOException {
    if (POSIX) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } else {
      Files.createFile(file);
    }
  }

  /** Opens a file to write, mode 0600, making it if it is not there; its content stays. */
  public static FileChannel openToWrite(Path file) throws IOException {
    return open(file, CREATE, WRITE);
  }

  /** The same, to read it too. */
  public static FileChannel openToReadAndWrite(Path file) throws IOException {
    return open(file, CREATE, READ, WRITE);
  }

  /** The same of a file that must not be there yet. */
  public static FileChannel createToReadAndWrite(Path file) throws IOException {
    return open(file, CREATE_NEW, READ, WRITE);
  }

  /** The same, to write it only: one that somebody else has made meanwhile is not written. */
  public static FileChannel createToWrite(Path file) throws IOException {
    return open(file, CREATE_NEW, WRITE);
  }

  /** Opens a file to write, mode 0600, and empties it. */
  public static FileChannel openEmptied(Path file) throws IOException {
    return open(file, CREATE, TRUNCATE_EXISTING, WRITE);
  }

  /** A new one in place of what has its name, which may be a link that leads elsewhere. */
  public static FileChannel replace(Path file) throws IOException {
    Files.deleteIfExists(file);
    return createToWrite(file);
  }

  /** Opens a file that is there, to be read and then written anew. */
  public static FileChannel openExisting(Path file) throws IOException {
    return FileChannel.open(file, READ, WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  /** Opens a file, mode 0600, to go on with it after its first bytes; what follows is cut off. */
  public static FileChannel openAfter(Path file, long bytes) throws IOException {
    FileChannel channel = openToWrite(file);
    return channel.truncate(bytes).position(bytes);
  }

  /** Appends to a file, mode 0600, making it if it is not there; every write goes to the system. */
  public static OutputStream append(Path file) throws IOException {
    return Channels.newOutputStream(open(file, CREATE, WRITE, APPEND));
  }

  private static FileChannel open(Path file, OpenOption... options) throws IOException {
    Set<OpenOption> all = new HashSet<>(Set.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS); // what it leads to would be written, and closed to others
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return FileChannel.open(file, all);
    }
    FileChannel channel =
        FileChannel.open(file, all, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    if (!all.contains(CREATE_NEW)) {
      restrict(file, OWNER_ONLY); // one that was there keeps its mode unless it is told
    }
    return channel;
  }

  /**
   * Gives every file of a folder mode 0600 and every folder in it 0700, but not what is below: for
   * what a library has made with whatever the user's mask allows.
   */
  public static void restrict(Path folder) throws IOException {
    if (!POSIX) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path path : all) {
        restrict(path, Files.isDirectory(path) ? OWNER_ONLY_FOLDER : OWNER_ONLY);
      }
    }
  }

  private static void restrict(Path path, Set<PosixFilePermission> mode) throws IOException {
    try {
      Files.setPosixFilePermissions(path, mode);
    } catch (NoSuchFileException e) {
      // Its maker has renamed or removed it meanwhile; the folder is closed to others anyway.
    }
  }

  /**
   * Makes sure that a folder that is there can take more than a name: a full disk still makes empty
   * files. Leaves no trace.
   *
   * @throws IOException if it cannot
   */
  public static void tryWriting(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, ".senselink", ".try");
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate(TRIAL_BYTES);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } finally {
      Files.delete(file);
    }
  }

  /**
   * Removes the folders directly below another whose names begin so; what else lies there stays.
   */
  public static void removeBelow(Path folder, String prefix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, prefix + "*")) {
      for (Path below : found) {
        if (Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)) {
          remove(below);
        }
      }
    }
  }

  /** Removes a folder and all in it; what is not there is no error. */
  public static void remove(Path folder) throws IOException {
    TemporaryFolder.remove(folder);
  }
}
