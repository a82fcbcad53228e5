package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupDamage;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupException.Kind;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.disk.FileExposure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks whether an export may go into a folder. Changes nothing. */
final class FolderTargetCheck {
  private static final Set<String> OURS =
      Set.of(
          BackupLayout.MANIFEST,
          BackupLayout.CHECKSUM,
          BackupLayout.SEAL,
          BackupLayout.UNFINISHED,
          BackupLayout.BEGUN);

  private final Path folder;

  private FolderTargetCheck(Path folder) {
    this.folder = folder;
  }

  /** What is there. */
  enum State {
    NOTHING,
    UNFINISHED,
    WHOLE
  }

  /**
   * What was found.
   *
   * @param before what the backup in it was; null where there is none
   */
  record Found(State state, @Nullable Manifest before) {}

  /**
   * Looks.
   *
   * @param same whether a backup is of the server and company that are to be exported
   * @throws BackupException of kind {@code OCCUPIED} if it holds anything else, or what others can
   *     have put there
   */
  static Found at(Path folder, Predicate<Manifest> same) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return new Found(State.NOTHING, null);
    }
    if (!Files.isDirectory(folder)) {
      throw occupied(folder, words("into.noFolder", folder));
    }
    needOwn(folder);
    return new FolderTargetCheck(folder).found(same);
  }

  /**
   * Refuses a place where others could change what is there: it says what is moved and deleted.
   *
   * @throws BackupException of kind {@code OCCUPIED} if they could
   */
  static void needClosed(Path folder) throws IOException {
    needNobodyElses(folder, FileExposure.changeableFolder(folder));
  }

  /** The folder itself, and all by which an export goes on. */
  private static void needOwn(Path folder) throws IOException {
    needNobodyElses(folder, FileExposure.of(folder).changeable());
    for (Path below : List.of(folder, folder.resolve(BackupLayout.WORK))) {
      if (Files.isDirectory(below)) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(below)) {
          for (Path path : all) {
            needNobodyElses(path, FileExposure.laidByOthers(path));
          }
        }
      }
    }
  }

  private static void needNobodyElses(Path path, Optional<String> why) {
    if (why.isPresent()) {
      throw occupied(path, words("into.notOwn", path, why.get()));
    }
  }

  private Found found(Predicate<Manifest> same) throws IOException {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path path : all) {
        needOurs(path);
        names.add(String.valueOf(path.getFileName()));
      }
    }
    names.remove(BackupLayout.BEGUN); // a crash in the first moment leaves that alone
    if (names.contains(BackupLayout.WORK) && holdsLockAlone()) {
      names.remove(BackupLayout.WORK); // likewise
    }
    if (names.isEmpty()) {
      return new Found(State.NOTHING, null);
    }
    boolean whole = names.contains(BackupLayout.MANIFEST);
    if (whole == names.contains(BackupLayout.UNFINISHED)) {
      throw occupied(folder, words("into.noBackup", folder));
    }
    Manifest before = needSame(whole ? BackupLayout.MANIFEST : BackupLayout.UNFINISHED, same);
    if (whole) {
      needNamed(names, before);
    }
    return new Found(whole ? State.WHOLE : State.UNFINISHED, before);
  }

  private boolean holdsLockAlone() throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolve(BackupLayout.WORK))) {
      for (Path path : all) {
        if (!path.endsWith(BackupLayout.LOCK)) {
          return false;
        }
      }
      return true;
    }
  }

  /** A table that no export has left here is somebody's own. */
  private void needNamed(Set<String> names, Manifest manifest) {
    names.stream()
        .filter(name -> BackupLayout.isKnown(name) && !manifest.files().containsKey(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw stranger(name);
            });
  }

  private void needOurs(Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    boolean folderOfOurs = name.equals(BackupLayout.PHOTOS) || name.equals(BackupLayout.WORK);
    if (folderOfOurs && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      needOursBelow(path, name);
      return;
    }
    boolean plain = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    if (!plain || !(OURS.contains(name) || BackupLayout.isKnown(name))) {
      throw stranger(name);
    }
  }

  private void needOursBelow(Path below, String name) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(below)) {
      for (Path path : all) {
        String file = String.valueOf(path.getFileName());
        boolean plain = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        if (!plain || (name.equals(BackupLayout.PHOTOS) && !BackupLayout.isPhotoName(file))) {
          throw stranger(name + "/" + file);
        }
      }
    }
  }

  private Manifest needSame(String file, Predicate<Manifest> same) throws IOException {
    Manifest manifest;
    try {
      manifest = Manifest.of(Files.readAllBytes(folder.resolve(file)));
    } catch (BackupException e) {
      throw occupied(folder, words("into.damaged", folder, String.valueOf(e.getMessage())));
    }
    needSame(folder, manifest, same);
    return manifest;
  }

  /**
   * Refuses the backup of another server or company.
   *
   * @param target the folder or the zip it lies in
   */
  static void needSame(Path target, Manifest manifest, Predicate<Manifest> same) {
    if (!same.test(manifest)) {
      throw occupied(
          target,
          words(
              "into.otherServer",
              target,
              manifest.server(),
              manifest.companyName(),
              String.valueOf(manifest.companyId())));
    }
  }

  private BackupException stranger(String name) {
    return occupied(folder, words("into.stranger", folder, BackupDamage.shown(name)));
  }

  static BackupException occupied(Path target, String message) {
    return new BackupException(Kind.OCCUPIED, target.toString(), message);
  }
}
