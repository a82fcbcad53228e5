package dev.senselink.batch.backup;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.senselink.batch.backup.Layout.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A folder that becomes a backup. {@code unfinished.json} stands in it from the first moment to the
 * last, where it is renamed to {@code manifest.json}: there is never both, and never neither.
 */
final class FolderPlace implements Place {
  private final Path folder;
  private final Path work;
  private final BackupKeys keys;

  private FolderPlace(Path folder, BackupKeys keys) {
    this.folder = folder;
    this.keys = keys;
    this.work = folder.resolve(Layout.WORK);
  }

  /**
   * Takes a folder that {@link FolderLook} has found to be fit.
   *
   * @param marker what to write of an export that begins
   * @param keys with which it is sealed in the end
   */
  static FolderPlace take(Path folder, Manifest marker, BackupKeys keys) throws IOException {
    Private.folder(folder);
    FolderPlace place = new FolderPlace(folder, keys);
    Path manifest = folder.resolve(Layout.MANIFEST);
    Path unfinished = folder.resolve(Layout.UNFINISHED);
    if (Files.exists(manifest)) {
      Files.move(manifest, unfinished, ATOMIC_MOVE);
    } else if (!Files.exists(unfinished)) {
      // Not in the folder for work, whose being there would have to be explained first.
      place.write(folder.resolve(Layout.BEGUN), marker.json(), unfinished);
    }
    Private.force(folder);
    Files.deleteIfExists(folder.resolve(Layout.CHECKSUM));
    Files.deleteIfExists(folder.resolve(Layout.SEAL));
    Private.folder(place.work);
    Private.folder(folder.resolve(Layout.PHOTOS));
    return place;
  }

  /** Where an export may keep what it needs to go on after a crash. */
  Path work() {
    return work;
  }

  @Override
  public OutputStream create(String name) throws IOException {
    Path part = work.resolve(name.replace('/', '-') + ".part");
    return Private.createDurable(
        part, () -> Files.move(part, folder.resolve(name), ATOMIC_MOVE, REPLACE_EXISTING));
  }

  @Override
  public InputStream read(String name) throws IOException {
    return Files.newInputStream(folder.resolve(name));
  }

  @Override
  public boolean takesManyAtOnce() {
    return true;
  }

  /** By its content: what was damaged since is fetched again. */
  @Override
  public boolean holds(BackedUpPhoto photo) throws IOException {
    Path file = folder.resolve(photo.file());
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == photo.bytes()
        && Measured.sha256(Files.readAllBytes(file)).equals(photo.sha256());
  }

  @Override
  public Stream<BackedUpPhoto> listedPhotos() throws IOException {
    Table table = Table.PHOTO_LIST;
    return Files.exists(folder.resolve(table.file()))
        ? TableReader.of(read(table.file()), table.file(), table.columns()).stream(
            BackedUpPhoto::of)
        : Stream.empty();
  }

  @Override
  public void finish(Manifest manifest) throws IOException {
    removeOldPhotos();
    removeOldRecords(manifest);
    byte[] json = manifest.json(keys.seal());
    byte[] line = Place.checksum(json).getBytes(StandardCharsets.UTF_8);
    write(work.resolve("checksum.part"), line, folder.resolve(Layout.CHECKSUM));
    if (keys.seal()) {
      write(work.resolve("seal.part"), Seal.of(json, keys), folder.resolve(Layout.SEAL));
    }
    write(work.resolve("manifest.part"), json, folder.resolve(Layout.UNFINISHED));
    removeWork();
    Private.force(folder.resolve(Layout.PHOTOS));
    Private.force(folder);
    Files.move(folder.resolve(Layout.UNFINISHED), folder.resolve(Layout.MANIFEST), ATOMIC_MOVE);
    Private.force(folder);
  }

  /** Photos that the list does not name: of people who are gone, or have none any more. */
  private void removeOldPhotos() throws IOException {
    long[] listed;
    try (Stream<BackedUpPhoto> photos = listedPhotos()) {
      listed = photos.mapToLong(BackedUpPhoto::id).toArray();
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolve(Layout.PHOTOS))) {
      for (Path file : all) {
        if (Arrays.binarySearch(listed, Layout.person(String.valueOf(file.getFileName()))) < 0) {
          Files.delete(file);
        }
      }
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
        Files.delete(file);
      }
    }
    Files.delete(work);
  }

  private void write(Path part, byte[] content, Path file) throws IOException {
    try (OutputStream out = Private.createDurable(part)) {
      out.write(content);
    }
    Files.move(part, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  @Override
  public void close() {
    // What is unfinished is gone on with next time.
  }
}
