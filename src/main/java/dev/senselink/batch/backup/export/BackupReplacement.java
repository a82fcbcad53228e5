package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.PhotoKind;
import dev.senselink.batch.backup.UnlistedPhotos;
import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The new backup of a folder, made in {@code next}, and its taking the place of the old one. At
 * every moment one of the two is whole, and {@link BackupLayout#whole} names it:
 *
 * <ol>
 *   <li>until {@code next} has a manifest, which is written last, nothing of the old one changes;
 *   <li>then every file of {@code next} gets a second name in the folder (a copy where the file
 *       system knows no links), the manifest last: {@code next} stays as it is;
 *   <li>then {@code next} is removed, its manifest first.
 * </ol>
 *
 * A process that finds a manifest in {@code next} does the second and third again from the start.
 */
final class BackupReplacement implements Closeable {
  private final Path folder;
  private final Path next;
  private final Path work;
  private final ExportFolderLock lock;

  BackupReplacement(Path folder, ExportFolderLock lock) {
    this.folder = folder;
    this.next = folder.resolve(BackupLayout.NEXT);
    this.work = BackupLayout.work(folder);
    this.lock = lock;
  }

  /** Where a file of the new backup is. */
  Path newFile(String name) {
    return next.resolve(name);
  }

  /** Takes a file of the old backup into the new one. */
  void keep(String name) throws IOException {
    link(folder.resolve(name), newFile(name));
  }

  /** Makes {@code next} whole: its manifest, after all that it names is on the disk. */
  void complete(byte[] json) throws IOException {
    Manifest manifest = Manifest.of(json);
    removeOthers(next, manifest, json);
    force(next);
    Path part = work.resolve(BackupLayout.MANIFEST + ".part");
    try (OutputStream out = DurableFiles.createDurable(part)) {
      out.write(json);
    }
    Files.move(part, newFile(BackupLayout.MANIFEST), ATOMIC_MOVE, REPLACE_EXISTING);
    DurableFiles.force(next);
    DurableFiles.force(folder);
  }

  /** Whether a process got as far as {@link #complete} and not to the end of {@link #publish}. */
  boolean isComplete() {
    return BackupLayout.whole(folder).equals(next);
  }

  /** Makes the whole new backup the folder's own, and removes {@code next}. */
  void publish() throws IOException {
    byte[] json = Files.readAllBytes(newFile(BackupLayout.MANIFEST));
    Manifest manifest = Manifest.of(json);
    for (String name : known(manifest)) {
      place(name);
    }
    for (PhotoKind kind : PhotoKind.values()) {
      if (kind.isIn(manifest)) {
        PrivateFiles.folder(folder.resolve(kind.folder()));
        each(kind, this::place);
      }
    }
    place(BackupLayout.CHECKSUM);
    if (Manifest.isSealed(json)) {
      place(BackupLayout.SEAL);
    }
    removeOthers(folder, manifest, json);
    force(folder);
    place(BackupLayout.MANIFEST);
    DurableFiles.force(folder);
    remove();
  }

  private static void force(Path place) throws IOException {
    for (PhotoKind kind : PhotoKind.values()) {
      if (hasFolder(place, kind)) {
        DurableFiles.force(place.resolve(kind.folder()));
      }
    }
    DurableFiles.force(place);
  }

  private static boolean hasFolder(Path place, PhotoKind kind) {
    return Files.isDirectory(place.resolve(kind.folder()), LinkOption.NOFOLLOW_LINKS);
  }

  private void place(String name) throws IOException {
    Path from = newFile(name);
    Path to = folder.resolve(name);
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS) && isSame(from, to)) {
      return; // also because renaming one name of a file to its other does nothing
    }
    Path part = work.resolve("place.part");
    link(from, part);
    Files.move(part, to, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    return Files.isSameFile(one, other)
        || (Files.size(one) == Files.size(other) && Files.mismatch(one, other) < 0);
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

  /** Gives all of the new backup to another folder, whose new backup it becomes. */
  void giveTo(BackupReplacement other, Manifest manifest) throws IOException {
    for (PhotoKind kind : PhotoKind.values()) {
      if (kind.isIn(manifest)) {
        PrivateFiles.folder(other.newFile(kind.folder()));
        each(kind, name -> give(name, other));
      }
    }
    for (String name : known(manifest)) {
      give(name, other);
    }
  }

  private void give(String name, BackupReplacement other) throws IOException {
    Files.move(newFile(name), other.newFile(name), ATOMIC_MOVE, REPLACE_EXISTING);
  }

  /** Whoever may write the folder may have written these names: none leads out of it. */
  private static Set<String> known(Manifest manifest) {
    for (String name : manifest.files().keySet()) {
      if (!BackupLayout.isKnown(name)) {
        throw BackupException.damaged(
            BackupLayout.NEXT + "/" + BackupLayout.MANIFEST, words("manifest.stranger", name));
      }
    }
    return manifest.files().keySet();
  }

  /** What is done with a file of the new backup. */
  private interface Step {
    void take(String name) throws IOException;
  }

  /** Every picture of the new backup, one in memory at a time. */
  private void each(PhotoKind kind, Step step) throws IOException {
    try (Stream<BackedUpPhoto> photos = listed(kind)) {
      for (BackedUpPhoto photo : (Iterable<BackedUpPhoto>) photos::iterator) {
        step.take(kind.mustBeFile(photo));
      }
    }
  }

  private Stream<BackedUpPhoto> listed(PhotoKind kind) throws IOException {
    return kind.read(Files.newInputStream(newFile(kind.list().file())));
  }

  /** Pictures and tables that the new backup does not have, and a seal that is over. */
  private void removeOthers(Path place, Manifest manifest, byte[] json) throws IOException {
    for (PhotoKind kind : PhotoKind.values()) {
      if (hasFolder(place, kind)) {
        removeOthers(place.resolve(kind.folder()), kind, kind.isIn(manifest));
      }
    }
    delete(
        place,
        name ->
            BackupLayout.isKnown(name) && !manifest.files().containsKey(name)
                || name.equals(BackupLayout.SEAL) && !Manifest.isSealed(json));
  }

  private void removeOthers(Path photos, PhotoKind kind, boolean wanted) throws IOException {
    if (!wanted) {
      PrivateFiles.remove(photos);
      return;
    }
    try (Stream<Path> all = Files.list(photos)) {
      UnlistedPhotos.find(
          kind,
          all.map(path -> String.valueOf(path.getFileName())).iterator(),
          () -> listed(kind),
          name -> Files.delete(photos.resolve(name)));
    }
  }

  /** Removes the new backup, whole or not; its marker last, so that a rest is known as ours. */
  void remove() throws IOException {
    Files.deleteIfExists(newFile(BackupLayout.MANIFEST));
    DurableFiles.force(next);
    for (PhotoKind kind : PhotoKind.values()) {
      PrivateFiles.remove(next.resolve(kind.folder()));
    }
    delete(next, name -> !name.equals(BackupLayout.WORK));
    delete(work, name -> !name.equals(BackupLayout.LOCK) && !name.equals(BackupLayout.UNFINISHED));
    Files.deleteIfExists(work.resolve(BackupLayout.UNFINISHED));
    lock.remove();
    try {
      Files.deleteIfExists(work);
      Files.deleteIfExists(next);
    } catch (DirectoryNotEmptyException e) {
      // Another export has begun there meanwhile.
    }
    DurableFiles.force(folder);
  }

  /** Only ever plain files: nothing else is put there. */
  private static void delete(Path folder, Predicate<String> which) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        if (which.test(String.valueOf(file.getFileName()))) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
