package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.BackupTableReader;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.disk.DurableFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The new backup of a folder taking the place of the old one. Its files wait in the folder for work
 * until all are there; once {@code whole.json} lies beside them they are moved, by the next process
 * if this one does not come to the end. Before that the old backup can be had back as it was.
 */
final class BackupReplacement implements Closeable {
  private static final String READY = ".new";

  private final Path folder;
  private final Path work;
  private final ExportFolderLock lock;

  BackupReplacement(Path folder, ExportFolderLock lock) {
    this.folder = folder;
    this.work = folder.resolve(BackupLayout.WORK);
    this.lock = lock;
  }

  /** Where a file of the new backup waits. */
  Path waitingFile(String name) {
    return work.resolve(name.replace('/', '-') + READY);
  }

  /** Where the newest file of a name is, of the new backup or else of the old one. */
  Path newestFile(String name) {
    Path ready = waitingFile(name);
    return Files.exists(ready) ? ready : folder.resolve(name);
  }

  /** From now on there is no way back. */
  void begin(byte[] manifest) throws IOException {
    Path part = work.resolve("whole.part");
    try (OutputStream out = DurableFiles.createDurable(part)) {
      out.write(manifest);
    }
    DurableFiles.force(work);
    Files.move(part, work.resolve(BackupLayout.WHOLE), ATOMIC_MOVE, REPLACE_EXISTING);
    DurableFiles.force(work);
  }

  /** Whether an earlier process got as far as {@link #begin}. */
  boolean isBegun() {
    return Files.exists(work.resolve(BackupLayout.WHOLE));
  }

  /** Moves everything, and makes it the backup. */
  void complete() throws IOException {
    Path whole = work.resolve(BackupLayout.WHOLE);
    byte[] json = Files.readAllBytes(whole);
    Manifest manifest = Manifest.of(json);
    for (String name : known(manifest)) {
      move(name);
    }
    movePhotos();
    removeOldRecords(manifest);
    move(BackupLayout.CHECKSUM);
    if (!move(BackupLayout.SEAL) && !Manifest.isSealed(json)) {
      Files.deleteIfExists(folder.resolve(BackupLayout.SEAL));
    }
    DurableFiles.force(folder.resolve(BackupLayout.PHOTOS));
    DurableFiles.force(folder);
    Files.move(whole, folder.resolve(BackupLayout.UNFINISHED), ATOMIC_MOVE, REPLACE_EXISTING);
    end();
  }

  /** Makes the old backup the backup again, just as it was. */
  void abandon() throws IOException {
    end();
  }

  private void end() throws IOException {
    removeWork();
    DurableFiles.force(folder);
    Files.move(
        folder.resolve(BackupLayout.UNFINISHED),
        folder.resolve(BackupLayout.MANIFEST),
        ATOMIC_MOVE);
    DurableFiles.force(folder);
  }

  /**
   * Gives all of the new backup to another folder, which is to take it instead. Photos that are the
   * old backup's too are in both then.
   */
  void giveTo(BackupReplacement other, Manifest manifest) throws IOException {
    for (String name : known(manifest)) {
      Files.move(newestFile(name), other.waitingFile(name), ATOMIC_MOVE, REPLACE_EXISTING);
    }
    for (long person : listed(other.newestFile(Table.PHOTO_LIST.file()))) {
      String photo = BackupLayout.photo(person);
      if (Files.exists(waitingFile(photo))) {
        Files.move(waitingFile(photo), other.waitingFile(photo), ATOMIC_MOVE, REPLACE_EXISTING);
      } else {
        link(folder.resolve(photo), other.waitingFile(photo));
      }
    }
    DurableFiles.force(other.work);
  }

  /** One file under two names where the file system can: neither is ever written into. */
  private static void link(Path file, Path other) throws IOException {
    Files.deleteIfExists(other);
    try {
      Files.createLink(other, file);
    } catch (IOException | UnsupportedOperationException e) {
      try (OutputStream out = DurableFiles.createDurable(other)) {
        Files.copy(file, out);
      }
    }
  }

  /** Whoever may write the folder may have written these names: none leads out of it. */
  private static Set<String> known(Manifest manifest) {
    for (String name : manifest.files().keySet()) {
      if (!BackupLayout.isKnown(name)) {
        throw BackupException.damaged(
            BackupLayout.WORK + "/" + BackupLayout.WHOLE, words("manifest.stranger", name));
      }
    }
    return manifest.files().keySet();
  }

  private boolean move(String name) throws IOException {
    Path ready = waitingFile(name);
    if (!Files.exists(ready)) {
      return false; // moved by a process before this one
    }
    Files.move(ready, folder.resolve(name), ATOMIC_MOVE, REPLACE_EXISTING);
    return true;
  }

  /** Those that the list does not name are of people who are gone, or have none any more. */
  private void movePhotos() throws IOException {
    long[] listed = listed(folder.resolve(Table.PHOTO_LIST.file()));
    for (long person : listed) {
      move(BackupLayout.photo(person));
    }
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(folder.resolve(BackupLayout.PHOTOS))) {
      for (Path file : all) {
        if (Arrays.binarySearch(listed, BackupLayout.person(String.valueOf(file.getFileName())))
            < 0) {
          Files.delete(file);
        }
      }
    }
  }

  private static long[] listed(Path list) throws IOException {
    Table table = Table.PHOTO_LIST;
    if (!Files.exists(list)) {
      return new long[0];
    }
    try (Stream<BackedUpPhoto> photos =
        BackupTableReader.of(Files.newInputStream(list), table.file(), table.columns()).stream(
            BackedUpPhoto::of)) {
      return photos.mapToLong(BackedUpPhoto::id).toArray();
    }
  }

  /** Months that are no part of this backup any more. */
  private void removeOldRecords(Manifest manifest) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "records-*.csv")) {
      for (Path file : all) {
        if (!manifest.files().containsKey(String.valueOf(file.getFileName()))) {
          Files.delete(file);
        }
      }
    }
  }

  /** Only ever plain files: nothing else is put there. */
  private void removeWork() throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(work)) {
      for (Path file : all) {
        if (!file.endsWith(BackupLayout.LOCK)) {
          Files.delete(file);
        }
      }
    }
    lock.remove();
    Files.deleteIfExists(work);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
