package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.Words.words;

import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.gather.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where a backup goes: what is there already decides how, and whether, an {@link Export} begins.
 */
public final class ExportTarget {
  private ExportTarget() {}

  /**
   * Begins, goes on with or brings up to date a backup in a folder.
   *
   * @param keys with which it is sealed
   * @throws BackupException of kind {@code OCCUPIED} if something else is in it: nothing is touched
   */
  public static Export folder(Path folder, BackupKeys keys, ExportSetup setup) throws IOException {
    FolderLook.at(folder, same(setup)); // in somebody else's nothing is made, not even the lock
    FolderLock lock = locked(folder);
    try {
      return intoLocked(folder, keys, setup, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** What an earlier process has made whole takes its place first. */
  private static FolderLock locked(Path folder) throws IOException {
    FolderLock lock = FolderLock.take(folder);
    Handover handover = new Handover(folder, lock);
    if (!handover.isBegun()) {
      return lock;
    }
    handover.complete();
    return FolderLock.take(folder);
  }

  private static Export intoLocked(Path folder, BackupKeys keys, ExportSetup setup, FolderLock lock)
      throws IOException {
    FolderLook.Found found = FolderLook.at(folder, same(setup));
    setup.said().accept(words("state." + found.state().name(), folder));
    if (found.before() != null) {
      LeftOut.of(found.before(), setup.wanted(), setup::time).forEach(setup.said());
    }
    FolderPlace place = FolderPlace.take(folder, marker(setup), keys, same(setup), lock);
    return new Export(setup, place, Scratch.plain(place.work()), place.work(), found.before());
  }

  private static Predicate<Manifest> same(ExportSetup setup) {
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
  public static Export zip(Path file, BackupKeys keys, Path scratch, ExportSetup setup)
      throws IOException {
    Manifest before = ZipLook.at(file, keys.password(), same(setup));
    Scratch sealed = Scratch.sealed(scratch, setup.server().machine().chance());
    ZipPlace place = new ZipPlace(file, keys, sealed, setup.company().id(), same(setup));
    return new Export(setup, place, sealed, null, before);
  }

  private static Manifest marker(ExportSetup setup) {
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
