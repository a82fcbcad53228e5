package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.Words.words;

import dev.senselink.batch.backup.BackupException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.exception.ZipException;
import net.lingala.zip4j.model.FileHeader;

/**
 * A backup in a zip, read in place and never unpacked. Its names are looked up, never made to
 * paths.
 */
final class ZipSource implements Source {
  private static final int[] ZIP = {'P', 'K'};

  private final Path path;
  private final ZipFile zip;
  private final List<FileHeader> headers;
  private final Map<String, FileHeader> byName = new HashMap<>();

  private ZipSource(Path path, ZipFile zip, List<FileHeader> headers) {
    this.path = path;
    this.zip = zip;
    this.headers = headers;
    headers.forEach(header -> byName.putIfAbsent(header.getFileName(), header));
  }

  static ZipSource open(Path path, char[] password) {
    if (!Files.isReadable(path)) {
      throw new BackupException(Kind.NOT_THERE, path.toString(), words("open.notThere", path));
    }
    if (!beginsAsZip(path)) {
      throw new BackupException(Kind.NO_BACKUP, path.toString(), words("open.noBackup", path));
    }
    ZipFile zip = new ZipFile(path.toFile(), password);
    try {
      ZipSource source = new ZipSource(path, zip, zip.getFileHeaders());
      source.needPassword(password);
      return source;
    } catch (ZipException | RuntimeException e) {
      close(zip);
      throw e instanceof BackupException known ? known : truncated(path);
    }
  }

  static boolean beginsAsZip(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return in.read() == ZIP[0] && in.read() == ZIP[1];
    } catch (IOException e) {
      return false;
    }
  }

  private static BackupException truncated(Path path) {
    String name = String.valueOf(path.getFileName());
    return BackupException.damaged(name, words("open.truncated"));
  }

  /** Tries the password on the first encrypted file. */
  private void needPassword(char[] password) {
    for (FileHeader header : headers) {
      if (header.isEncrypted()) {
        if (password.length == 0) {
          throw noPassword("open.password");
        }
        try (InputStream in = zip.getInputStream(header)) {
          int unused = in.read();
        } catch (IOException e) {
          if (isWrongPassword(e)) {
            throw noPassword("open.wrongPassword");
          }
        }
        return;
      }
    }
  }

  private BackupException noPassword(String key) {
    return new BackupException(
        Kind.PASSWORD,
        path.toString(),
        key.equals("open.password")
            ? words("open.password", path)
            : words("open.wrongPassword", path));
  }

  private static boolean isWrongPassword(IOException e) {
    return e instanceof ZipException zip && zip.getType() == ZipException.Type.WRONG_PASSWORD;
  }

  @Override
  public List<Entry> entries() {
    return headers.stream()
        .filter(header -> !header.getFileName().equals(Layout.PHOTOS + "/"))
        .map(header -> new Entry(header.getFileName(), isPlain(header)))
        .toList();
  }

  /** The second of two files of one name is a stranger: a program may unpack either. */
  private boolean isPlain(FileHeader header) {
    return !header.isDirectory() && byName.get(header.getFileName()) == header;
  }

  @Override
  public OptionalLong size(String name) {
    FileHeader header = byName.get(name);
    return header == null || header.isDirectory()
        ? OptionalLong.empty()
        : OptionalLong.of(header.getUncompressedSize());
  }

  @Override
  public InputStream open(String name) throws IOException {
    FileHeader header = byName.get(name);
    if (header == null) {
      throw new IOException(name);
    }
    try {
      return new Unzipping(zip.getInputStream(header));
    } catch (RuntimeException e) {
      throw new IOException(e); // what a damaged header does to the library
    }
  }

  @Override
  public void close() {
    close(zip);
  }

  private static void close(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  /** What damage does to the library is trouble of reading, nothing worse. */
  private static final class Unzipping extends InputStream {
    private final InputStream in;

    Unzipping(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (RuntimeException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
