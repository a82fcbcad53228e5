package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import net.lingala.zip4j.io.inputstream.ZipInputStream;
import net.lingala.zip4j.model.LocalFileHeader;
import net.lingala.zip4j.model.enums.EncryptionMethod;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file {@code FILE.part} into which a zip is written. One that an export of this company left
 * there unfinished is begun anew, if it opens with the same password; any other is somebody else's,
 * and the next free name is taken.
 *
 * @param channel open and locked, at its beginning
 */
record ZipPartFile(Path path, FileChannel channel) {

  /**
   * Takes it.
   *
   * @throws BackupException of kind {@code OCCUPIED} if another export is writing it
   */
  static ZipPartFile take(Path file, char[] password, long company) throws IOException {
    for (int n = 1; ; n++) {
      Path path = file.resolveSibling(file.getFileName() + (n == 1 ? ".part" : ".part-" + n));
      try {
        ZipPartFile made = new ZipPartFile(path, PrivateFiles.createToReadAndWrite(path));
        made.lock(file);
        return made;
      } catch (FileAlreadyExistsException e) {
        ZipPartFile left = left(path, file, password, company);
        if (left != null) {
          return left;
        }
      }
    }
  }

  private static @Nullable ZipPartFile left(Path path, Path file, char[] password, long company)
      throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(path)) {
      return null;
    }
    try {
      ZipPartFile part = new ZipPartFile(path, PrivateFiles.openExisting(path));
      part.lock(file);
      if (part.isOurs(password, company)) {
        part.channel.truncate(0).position(0);
        return part;
      }
      part.channel.close();
      return null;
    } catch (NoSuchFileException e) {
      return null; // whoever wrote it has just ended
    }
  }

  private void lock(Path file) throws IOException {
    if (!ExportFolderLock.isTaken(channel)) {
      channel.close();
      throw FolderTargetCheck.occupied(file, words("into.busy", file));
    }
  }

  /** By its first entry, which only the password can have written. */
  private boolean isOurs(char[] password, long company) {
    InputStream open = Channels.newInputStream(channel); // never closed: that gives the lock back
    try {
      @SuppressWarnings("resource")
      ZipInputStream zip = new ZipInputStream(open, password);
      LocalFileHeader first = zip.getNextEntry();
      return first != null
          && first.getFileName().equals(BackupLayout.COMPANY)
          && first.getEncryptionMethod() == EncryptionMethod.AES
          && new JsonMapper().readTree(zip.readAllBytes()).path("id").asLong(0) == company;
    } catch (IOException | RuntimeException e) {
      return false; // also what a file that is no zip does to the library
    }
  }
}
