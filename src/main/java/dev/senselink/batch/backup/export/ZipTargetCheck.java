package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupException.Kind;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.ZipBackupSource;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks whether an encrypted backup may take the place of a file. Changes nothing. */
final class ZipTargetCheck {
  private ZipTargetCheck() {}

  /**
   * Looks.
   *
   * @param password of the zip to be made: what it does not open is somebody else's
   * @param same whether a backup is of the server and company that are to be exported
   * @return what the backup that is there was; null where there is none
   * @throws BackupException of kind {@code OCCUPIED} if anything but an earlier backup is there
   */
  static @Nullable Manifest at(Path file, char[] password, Predicate<Manifest> same) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    if (!ZipBackupSource.beginsAsZip(file)) {
      throw FolderTargetCheck.occupied(file, words("into.noZip", file));
    }
    if (!ZipBackupSource.holdsManifest(file)) {
      throw FolderTargetCheck.occupied(file, words("into.noBackupZip", file));
    }
    try (Backup before = Backup.open(file, BackupKeys.ofPassword(password))) {
      FolderTargetCheck.needSame(file, before.manifest(), same);
      return before.manifest();
    } catch (BackupException e) {
      if (e.kind() == Kind.DAMAGED || e.kind() == Kind.NOT_ENCRYPTED) {
        throw FolderTargetCheck.occupied(file, words("into.noBackupZip", file));
      }
      if (e.kind() == Kind.PASSWORD) {
        throw FolderTargetCheck.occupied(file, words("into.otherPassword", file));
      }
      throw e;
    }
  }
}
