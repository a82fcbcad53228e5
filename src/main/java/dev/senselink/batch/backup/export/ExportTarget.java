package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.gather.ScratchFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where a backup goes: what is there already decides how, and whether, an {@link BackupExport}
 * begins.
 */
public final class ExportTarget {
  private ExportTarget() {}

  /**
   * Begins, goes on with or brings up to date a backup in a folder.
   *
   * @param keys with which it is sealed
   * @throws BackupException of kind {@code OCCUPIED} if something else is in it, or others could
   *     change what is in it: nothing is touched
   */
  public static BackupExport folder(Path folder, BackupKeys keys, ExportResources setup)
      throws IOException {
    FolderTargetCheck.needClosed(folder);
    FolderTargetCheck.at(
        folder, same(setup)); // in somebody else's nothing is made, not even the lock
    ExportFolderLock lock = locked(folder);
    try {
      return intoLocked(folder, keys, setup, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Takes the lock of a folder; what an earlier process has made whole takes its place first.
   *
   * @throws BackupException of kind {@code OCCUPIED} if another export holds it
   */
  static ExportFolderLock locked(Path folder) throws IOException {
    ExportFolderLock lock = ExportFolderLock.take(folder);
    BackupReplacement handover = new BackupReplacement(folder, lock);
    if (!handover.isComplete()) {
      return lock;
    }
    try (handover) {
      handover.publish();
    }
    return ExportFolderLock.take(folder);
  }

  private static BackupExport intoLocked(
      Path folder, BackupKeys keys, ExportResources setup, ExportFolderLock lock)
      throws IOException {
    FolderTargetCheck.Found found = FolderTargetCheck.at(folder, same(setup));
    setup.said().accept(words("state." + found.state().name(), folder));
    if (found.before() != null) {
      DroppedContents.of(found.before(), setup.wanted(), setup::time).forEach(setup.said());
    }
    FolderBackupTarget place =
        FolderBackupTarget.take(folder, marker(setup), keys, same(setup), lock);
    return new BackupExport(
        setup, place, ScratchFiles.plain(place.work()), place.work(), found.before());
  }

  private static Predicate<Manifest> same(ExportResources setup) {
    return before ->
        setup.known().test(before.server()) && before.companyId() == setup.company().id();
  }

  /**
   * Begins a backup in an encrypted zip; what an earlier export left unfinished is started over.
   *
   * @param keys its password, and the key it is sealed with too
   * @param scratch a folder of this process alone
   * @throws BackupException of kind {@code OCCUPIED} if anything but an earlier backup is there
   */
  public static BackupExport zip(Path file, BackupKeys keys, Path scratch, ExportResources setup)
      throws IOException {
    Manifest before = ZipTargetCheck.at(file, keys.password(), same(setup));
    ScratchFiles sealed = ScratchFiles.sealed(scratch, setup.server().machine().chance());
    ZipBackupTarget place =
        new ZipBackupTarget(file, keys, sealed, setup.company().id(), same(setup));
    return new BackupExport(setup, place, sealed, null, before);
  }

  private static Manifest marker(ExportResources setup) {
    String now = setup.time(setup.clock().instant());
    return new Manifest(
        setup.tool(),
        setup.address(),
        setup.company().id(),
        setup.company().name(),
        now,
        "",
        null,
        null,
        Map.of(),
        List.of());
  }
}
