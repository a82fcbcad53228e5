package dev.senselink.batch.backup.export;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.ManifestSeal;
import dev.senselink.batch.backup.PhotoKind;
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
 * A folder that becomes a backup. The new one is made in {@code next} ({@link BackupReplacement}):
 * what the folder held before stays a whole backup until the new one is, and for good if the export
 * turns out to hold too little.
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
    this.work = BackupLayout.work(folder);
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
    place.prepare(PhotoKind.PERSON);
    Path unfinished = place.work.resolve(BackupLayout.UNFINISHED);
    if (!Files.exists(unfinished)) {
      try (OutputStream out = DurableFiles.createDurable(place.work.resolve(BackupLayout.BEGUN))) {
        out.write(marker.json());
      }
      Files.move(place.work.resolve(BackupLayout.BEGUN), unfinished, ATOMIC_MOVE);
    }
    DurableFiles.force(place.work);
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
        part, () -> Files.move(part, handover.newFile(name), ATOMIC_MOVE, REPLACE_EXISTING));
  }

  @Override
  public InputStream read(String name) throws IOException {
    return Files.newInputStream(handover.newFile(name));
  }

  @Override
  public boolean takesManyAtOnce() {
    return true;
  }

  /** By its content: what was damaged since is fetched again. */
  @Override
  public boolean keeps(BackedUpPhoto photo) throws IOException {
    if (isWhole(handover.newFile(photo.file()), photo)) {
      return true;
    }
    if (!isWhole(folder.resolve(photo.file()), photo)) {
      return false;
    }
    handover.keep(photo.file());
    return true;
  }

  private static boolean isWhole(Path file, BackedUpPhoto photo) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == photo.bytes()
        && Sha256Digest.hexOf(Files.readAllBytes(file)).equals(photo.sha256());
  }

  @Override
  public void prepare(PhotoKind kind) throws IOException {
    PrivateFiles.folder(handover.newFile(kind.folder()));
  }

  @Override
  public Stream<BackedUpPhoto> listedPhotos(PhotoKind kind) throws IOException {
    Path made = handover.newFile(kind.list().file());
    Path list = Files.exists(made) ? made : folder.resolve(kind.list().file());
    return Files.exists(list) ? kind.read(Files.newInputStream(list)) : Stream.empty();
  }

  @Override
  public void finish(Manifest manifest) throws IOException {
    byte[] json = manifest.json(keys.canSeal());
    write(BackupLayout.CHECKSUM, Manifest.checksum(json).getBytes(StandardCharsets.UTF_8));
    if (keys.canSeal()) {
      write(BackupLayout.SEAL, ManifestSeal.of(json, keys));
    }
    handover.complete(json);
    handover.publish();
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
      try (ExportFolderLock lock = ExportTarget.locked(other);
          FolderBackupTarget beside = take(other, manifest, keys, same, lock)) {
        handover.giveTo(beside.handover, manifest);
        beside.finish(manifest);
      }
      handover.remove();
      finished = true;
      return other;
    }
  }

  private void write(String name, byte[] content) throws IOException {
    try (OutputStream out = create(name)) {
      out.write(content);
    }
  }

  /** What is unfinished is gone on with next time. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      handover.close();
    }
  }
}
