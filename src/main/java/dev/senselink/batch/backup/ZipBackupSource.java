package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.lingala.zip4j.exception.ZipException;
import net.lingala.zip4j.headers.HeaderReader;
import net.lingala.zip4j.io.inputstream.SplitFileInputStream;
import net.lingala.zip4j.io.inputstream.ZipInputStream;
import net.lingala.zip4j.model.AbstractFileHeader;
import net.lingala.zip4j.model.FileHeader;
import net.lingala.zip4j.model.LocalFileHeader;
import net.lingala.zip4j.model.Zip4jConfig;
import net.lingala.zip4j.model.ZipModel;
import net.lingala.zip4j.model.enums.EncryptionMethod;
import net.lingala.zip4j.util.UnzipUtil;

/**
 * A backup in a zip, read in place and never unpacked. Its names are looked up, never made to
 * paths.
 *
 * <p>Why not the library's own class for files: it remembers every stream it has ever given, for
 * one thread only, and a backup has a file a person.
 */
public final class ZipBackupSource implements BackupSource {
  private static final int[] ZIP = {'P', 'K'};
  private static final int BUFFER = 1 << 12;
  private static final String RECORD_PHOTOS = BackupLayout.RECORD_PHOTOS + "/";

  /** So many files are tried with the password: the first may be damaged just where it tells. */
  private static final int TRIED = 4;

  private final Path path;
  private final ZipModel zip;
  private final char[] password;
  private final List<FileHeader> headers;
  private final Map<String, FileHeader> byName = new HashMap<>();

  private ZipBackupSource(Path path, ZipModel zip, char[] password) {
    this.path = path;
    this.zip = zip;
    this.password = password;
    this.headers =
        zip.getCentralDirectory() == null ? List.of() : zip.getCentralDirectory().getFileHeaders();
    headers.forEach(header -> byName.putIfAbsent(header.getFileName(), header));
  }

  static ZipBackupSource open(Path path, char[] password) {
    if (!Files.isReadable(path)) {
      throw new BackupException(Kind.NOT_THERE, path.toString(), words("open.notThere", path));
    }
    if (!beginsAsZip(path)) {
      throw new BackupException(Kind.NO_BACKUP, path.toString(), words("open.noBackup", path));
    }
    ZipBackupSource source = headersOf(path, password);
    source.needPassword();
    return source;
  }

  /** Opens it without asking whether the password fits. */
  private static ZipBackupSource headersOf(Path path, char[] password) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      Zip4jConfig config = new Zip4jConfig(StandardCharsets.UTF_8, BUFFER, true);
      ZipModel zip = new HeaderReader().readAllHeaders(file, config);
      zip.setZipFile(path.toFile());
      ZipBackupSource source = new ZipBackupSource(path, zip, password);
      source.mustHaveRoom(file.length());
      return source;
    } catch (BackupException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw truncated(path);
    }
  }

  /** Laid one over another, a small zip would be a million large files. */
  private void mustHaveRoom(long left) {
    for (FileHeader header : headers) {
      left -= Math.max(0, header.getCompressedSize());
      if (left < 0) {
        throw BackupException.damaged(String.valueOf(path.getFileName()), words("open.overlap"));
      }
    }
  }

  /** Whether a zip seems to hold a whole backup, whatever its password is. */
  public static boolean holdsManifest(Path path) {
    try {
      return headersOf(path, new char[0]).byName.containsKey(BackupLayout.MANIFEST);
    } catch (BackupException e) {
      return false;
    }
  }

  public static boolean beginsAsZip(Path path) {
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

  /** What became of a try. */
  private enum Fit {
    FITS,
    DOES_NOT,
    UNKNOWN
  }

  private void needPassword() {
    List<FileHeader> encrypted =
        headers.stream().filter(FileHeader::isEncrypted).limit(TRIED).toList();
    if (!encrypted.isEmpty() && password.length == 0) {
      throw noPassword("open.password");
    }
    List<Fit> tries = encrypted.stream().map(this::tried).toList();
    if (tries.contains(Fit.DOES_NOT) && !tries.contains(Fit.FITS)) {
      throw noPassword("open.wrongPassword");
    }
    if (password.length > 0) {
      needAllEncrypted();
    }
  }

  /** Who gives a password trusts what only that password can have written. */
  private void needAllEncrypted() {
    boolean plain =
        headers.isEmpty()
            || headers.stream().anyMatch(header -> !header.isDirectory() && !isAes(header));
    if (plain || !ZipLocalHeaders.allEncrypted(path, headers)) {
      throw notEncrypted();
    }
  }

  private BackupException notEncrypted() {
    return new BackupException(Kind.NOT_ENCRYPTED, path.toString(), words("open.plainEntry", path));
  }

  private static boolean isAes(AbstractFileHeader header) {
    return header.isEncrypted() && header.getEncryptionMethod() == EncryptionMethod.AES;
  }

  /**
   * Begins to read. How is said just before the content, not in the table of contents; and a file
   * that is not encrypted is not read, were it exchanged only since the zip was opened.
   */
  private InputStream unzipped(FileHeader header) throws IOException {
    SplitFileInputStream file = UnzipUtil.createSplitInputStream(zip);
    try {
      file.prepareExtractionForFileHeader(header);
      ZipInputStream in = new ZipInputStream(file, password);
      LocalFileHeader local = in.getNextEntry(header, false);
      if (local == null) {
        throw new ZipException(words("damage.unreadable"));
      }
      if (password.length > 0 && !isAes(local)) {
        throw notEncrypted();
      }
      return in;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private Fit tried(FileHeader header) {
    try (InputStream in = unzipped(header)) {
      int unused = in.read();
      return Fit.FITS;
    } catch (IOException e) {
      return isWrongPassword(e) ? Fit.DOES_NOT : Fit.UNKNOWN;
    } catch (RuntimeException e) {
      return Fit.UNKNOWN; // what a damaged header does to the library
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
        .filter(header -> !header.getFileName().equals(BackupLayout.PHOTOS + "/"))
        .filter(header -> !header.getFileName().startsWith(RECORD_PHOTOS))
        .map(header -> new Entry(header.getFileName(), isPlain(header)))
        .toList();
  }

  @Override
  public Stream<String> recordPhotos() {
    return headers.stream()
        .map(FileHeader::getFileName)
        .filter(name -> name.startsWith(RECORD_PHOTOS) && !name.equals(RECORD_PHOTOS))
        .map(name -> name.substring(RECORD_PHOTOS.length()));
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
      return new Unzipping(unzipped(header));
    } catch (BackupException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IOException(e); // what a damaged header does to the library
    }
  }

  @Override
  public void close() {
    // Every stream is closed by whom it was given to.
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
