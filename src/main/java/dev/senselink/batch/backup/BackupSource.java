package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.disk.TrustedFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Where the files of a backup lie: a folder or a zip. Safe between threads unless said otherwise.
 */
public interface BackupSource extends Closeable {
  /**
   * Opens what lies at a path.
   *
   * @param password of an encrypted zip, in which then everything must be encrypted; empty for none
   * @throws BackupException if nothing is there, it is neither folder nor zip, the password does
   *     not fit, or something in it is not encrypted
   */
  static BackupSource open(Path path, char[] password) {
    if (TrustedFile.isSpecial(path)) {
      throw new BackupException(
          BackupException.Kind.NO_BACKUP, path.toString(), words("open.noBackup", path));
    }
    if (!FolderBackupSource.isFolder(path)) {
      return ZipBackupSource.open(path, password);
    }
    if (password.length > 0) {
      throw new BackupException(
          BackupException.Kind.NOT_ENCRYPTED, path.toString(), words("open.plainFolder", path));
    }
    return new FolderBackupSource(path);
  }

  /**
   * Something that lies in it.
   *
   * @param name below the backup, with {@code /}
   * @param plain whether it is a file of its own, no folder and no link
   */
  record Entry(String name, boolean plain) {}

  /**
   * All that lies in it but the {@link #recordPhotos}, folders that hold photos apart; in no order.
   */
  List<Entry> entries() throws IOException;

  /**
   * The names of all that lies in the folder of the pictures taken at the doors, without that
   * folder's; in no order, and never all in memory at once. To be closed.
   */
  Stream<String> recordPhotos() throws IOException;

  /** The size of a file in bytes; empty where there is no such file. */
  OptionalLong size(String name) throws IOException;

  /** The content of a file that is there. */
  InputStream open(String name) throws IOException;
}
