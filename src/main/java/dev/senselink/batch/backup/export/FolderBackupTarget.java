package dev.senselink.batch.backup.export;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.BackupTableReader;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.ManifestSeal;
import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A folder that becomes a backup. {@code unfinished.json} stands in it from the first moment to the
 * last, where it is renamed to {@code manifest.json}: there is never both, and never neither. All
 * that is written lies in the folder for work until it is whole ({@link BackupReplacement}): what
 * the folder held before stays as it was until then, and for good if the export turns out to hold
 * too little.
 */
public final class FolderBackupTarget implements BackupTarget {
  private final Path folder;
  private final Path work;
  private final BackupKeys keys;
  private final Predicate<Manifest> same;
  private final BackupReplacement handover;
  private boolean finished;

  private FolderBackupTarget(
      Path folder, BackupKeys keys, Predicate<Manifest> same, ExportFolderLock lock) {
    this.folder = folder;
    this.work = folder.resolve(BackupLayout.WORK);
    this.keys = keys;
    this.same = same;
    this.handover = new BackupReplacement(folder, lock);
  }

  /**
   * Takes a folder that {@link FolderTargetCheck} has found to be fit.
   *
   * @param marker what to write of an export that begins
   * @param keys with which it is sealed in the end
   * @param same whether a backup is of the server and company that are exported
   * @param lock of the folder; given back in the end
   */
  public static FolderBackupTarget take(
      Path folder,
      Manifest marker,
      BackupKeys keys,
      Predicate<Manifest> same,
      ExportFolderLock lock)
      throws IOException {
    FolderBackupTarget place = new FolderBackupTarget(folder, keys, same, lock);
    Path manifest = folder.resolve(BackupLayout.MANIFEST);
    Path unfinished = folder.resolve(BackupLayout.UNFINISHED);
    if (Files.exists(manifest)) {
      Files.move(manifest, unfinished, ATOMIC_MOVE);
    } else if (!Files.exists(unfinished)) {
      // Not in the folder for work, whose being there would have to be explained first.
      place.write(folder.resolve(BackupLayout.BEGUN), marker.json(), unfinished);
    }
    DurableFiles.force(folder);
    PrivateFiles.folder(folder.resolve(BackupLayout.PHOTOS));
    return place;
  }

  /** Where an export may keep what it needs to go on after a crash. */
  Path work() {
    return work;
  }

  @Override
  public OutputStream create(String name) throws IOException {
    Path part = work.resolve(name.replace('/', '-') + ".part");
    return DurableFiles.createDurable(
        part, () -> Files.move(part, handover.waitingFile(name), ATOMIC_MOVE, REPLACE_EXISTING));
  }

  @Override
  public InputStream read(String name) throws IOException {
    return Files.newInputStream(handover.newestFile(name));
  }

  @Override
  public boolean takesManyAtOnce() {
    return true;
  }

  /** By its content: what was damaged since is fetched again. */
  @Override
  public boolean holds(BackedUpPhoto photo) throws IOException {
    Path file = handover.newestFile(photo.file());
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == photo.bytes()
        && Sha256Digest.hexOf(Files.readAllBytes(file)).equals(photo.sha256());
  }

  @Override
  public Stream<BackedUpPhoto> listedPhotos() throws IOException {
    Table table = Table.PHOTO_LIST;
    return Files.exists(handover.newestFile(table.file()))
        ? BackupTableReader.of(read(table.file()), table.file(), table.columns()).stream(
            BackedUpPhoto::of)
        : Stream.empty();
  }

  @Override
  public void finish(Manifest manifest) throws IOException {
    byte[] json = manifest.json(keys.canSeal());
    write(BackupLayout.CHECKSUM, Manifest.checksum(json).getBytes(StandardCharsets.UTF_8));
    if (keys.canSeal()) {
      write(BackupLayout.SEAL, ManifestSeal.of(json, keys));
    }
    handover.begin(json);
    handover.complete();
    finished = true;
  }

  @Override
  public Path finishBeside(Manifest manifest) throws IOException {
    for (int n = 1; ; n++) {
      Path other = BackupTarget.beside(folder, "", n);
      try {
        FolderTargetCheck.at(other, same);
      } catch (BackupException e) {
        continue; // somebody else's
      }
      try (ExportFolderLock lock = ExportFolderLock.take(other);
          FolderBackupTarget beside = take(other, manifest, keys, same, lock)) {
        handover.giveTo(beside.handover, manifest);
        beside.finish(manifest);
      }
      handover.abandon();
      finished = true;
      return other;
    }
  }

  private void write(String name, byte[] content) throws IOException {
    try (OutputStream out = create(name)) {
      out.write(content);
    }
  }

  private void write(Path part, byte[] content, Path file) throws IOException {
    try (OutputStream out = DurableFiles.createDurable(part)) {
      out.write(content);
    }
    Files.move(part, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  /** What is unfinished is gone on with next time. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      handover.close();
    }
  }
}
