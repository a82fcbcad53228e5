package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupDamage;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupException.Kind;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.PhotoKind;
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
      Set.of(BackupLayout.MANIFEST, BackupLayout.CHECKSUM, BackupLayout.SEAL);

  /** What a death in the first or the last moment may leave alone in the folder for work. */
  private static final Set<String> NOTHING_YET = Set.of(BackupLayout.LOCK, BackupLayout.BEGUN);

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
    Path next = folder.resolve(BackupLayout.NEXT);
    for (Path below : List.of(folder, next, BackupLayout.work(folder))) {
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
    Set<String> names = ourNames(folder, BackupLayout.NEXT);
    boolean complete = !BackupLayout.whole(folder).equals(folder);
    boolean begun = isBegun(same);
    names.remove(BackupLayout.NEXT);
    if (names.contains(BackupLayout.MANIFEST)) {
      Manifest before = needSame(folder.resolve(BackupLayout.MANIFEST), same);
      if (!complete) { // else a part of it is the new one's already
        needNamed(names, before);
      }
      return new Found(begun ? State.UNFINISHED : State.WHOLE, before);
    }
    if (!names.isEmpty() && !complete) {
      throw occupied(folder, words("into.noBackup", folder));
    }
    return new Found(begun ? State.UNFINISHED : State.NOTHING, null);
  }

  /** Whether an export was begun here, be it that its backup is whole already. */
  private boolean isBegun(Predicate<Manifest> same) throws IOException {
    Path next = folder.resolve(BackupLayout.NEXT);
    if (!Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Set<String> names = ourNames(next, BackupLayout.WORK);
    Path work = BackupLayout.work(folder);
    Path marker = work.resolve(BackupLayout.UNFINISHED);
    if (names.contains(BackupLayout.MANIFEST)) {
      needSame(next.resolve(BackupLayout.MANIFEST), same);
      return true;
    }
    if (Files.exists(marker, LinkOption.NOFOLLOW_LINKS)) {
      needSame(marker, same);
      return true;
    }
    names.remove(BackupLayout.WORK);
    if (!names.isEmpty() && !isEmpty(names, next) || !NOTHING_YET.containsAll(namesIn(work))) {
      throw occupied(folder, words("into.noBackup", folder));
    }
    return false;
  }

  /** A death before the marker leaves the folder of the photos with nothing in it. */
  private static boolean isEmpty(Set<String> names, Path next) throws IOException {
    return names.equals(Set.of(BackupLayout.PHOTOS))
        && namesIn(next.resolve(BackupLayout.PHOTOS)).isEmpty();
  }

  private static Set<String> namesIn(Path folder) throws IOException {
    Set<String> names = new HashSet<>();
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
        for (Path path : all) {
          names.add(String.valueOf(path.getFileName()));
        }
      }
    }
    return names;
  }

  /**
   * What lies in a place, which is all ours.
   *
   * @param below the folder that may be there besides those of the pictures
   */
  private Set<String> ourNames(Path place, String below) throws IOException {
    Set<String> names = namesIn(place);
    for (String name : names) {
      Path path = place.resolve(name);
      PhotoKind photos = PhotoKind.ofFolder(name);
      if ((photos != null || name.equals(below))
          && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        if (!name.equals(BackupLayout.NEXT)) { // which is looked at by itself
          needOursBelow(path, photos);
        }
      } else if (!isPlain(path) || !(OURS.contains(name) || BackupLayout.isKnown(name))) {
        throw stranger(path);
      }
    }
    return names;
  }

  private static boolean isPlain(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** A table, or a folder of pictures, that no export has left here is somebody's own. */
  private void needNamed(Set<String> names, Manifest manifest) {
    names.stream()
        .filter(
            name -> {
              PhotoKind photos = PhotoKind.ofFolder(name);
              return photos == null
                  ? BackupLayout.isKnown(name) && !manifest.files().containsKey(name)
                  : !photos.isIn(manifest);
            })
        .findFirst()
        .ifPresent(
            name -> {
              throw stranger(folder.resolve(name));
            });
  }

  private void needOursBelow(Path below, @Nullable PhotoKind photos) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(below)) {
      for (Path path : all) {
        String file = String.valueOf(path.getFileName());
        if (!isPlain(path) || (photos != null && photos.key(file) < 0)) {
          throw stranger(path);
        }
      }
    }
  }

  private Manifest needSame(Path file, Predicate<Manifest> same) throws IOException {
    Manifest manifest;
    try {
      manifest = Manifest.of(Files.readAllBytes(file));
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

  private BackupException stranger(Path path) {
    String name = folder.relativize(path).toString().replace('\\', '/');
    return occupied(folder, words("into.stranger", folder, BackupDamage.shown(name)));
  }

  static BackupException occupied(Path target, String message) {
    return new BackupException(Kind.OCCUPIED, target.toString(), message);
  }
}
