package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.Words.words;

import dev.senselink.batch.backup.BackupException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;

/** Looks whether an export may go into a folder. Changes nothing. */
final class FolderLook {
  private static final Set<String> OURS =
      Set.of(Layout.MANIFEST, Layout.CHECKSUM, Layout.UNFINISHED, Layout.UNFINISHED + ".part");

  private final Path folder;

  private FolderLook(Path folder) {
    this.folder = folder;
  }

  /** What is there. */
  enum State {
    NOTHING,
    UNFINISHED,
    WHOLE
  }

  /**
   * Looks.
   *
   * @param same whether a backup is of the server and company that are to be exported
   * @throws BackupException of kind {@code OCCUPIED} if it holds anything else
   */
  static State at(Path folder, Predicate<Manifest> same) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return State.NOTHING;
    }
    if (!Files.isDirectory(folder)) {
      throw occupied(folder, words("into.noFolder", folder));
    }
    return new FolderLook(folder).state(same);
  }

  private State state(Predicate<Manifest> same) throws IOException {
    boolean empty = true;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path path : all) {
        empty = false;
        needOurs(path);
      }
    }
    if (empty) {
      return State.NOTHING;
    }
    boolean whole = Files.exists(folder.resolve(Layout.MANIFEST));
    boolean unfinished = Files.exists(folder.resolve(Layout.UNFINISHED));
    if (whole == unfinished) {
      throw occupied(folder, words("into.noBackup", folder));
    }
    needSame(whole ? Layout.MANIFEST : Layout.UNFINISHED, same);
    return whole ? State.WHOLE : State.UNFINISHED;
  }

  private void needOurs(Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    boolean folderOfOurs = name.equals(Layout.PHOTOS) || name.equals(Layout.WORK);
    if (folderOfOurs && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      needOursBelow(path, name);
      return;
    }
    boolean plain = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    if (!plain || !(OURS.contains(name) || Layout.isKnown(name))) {
      throw stranger(name);
    }
  }

  private void needOursBelow(Path below, String name) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(below)) {
      for (Path path : all) {
        String file = String.valueOf(path.getFileName());
        boolean plain = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        if (!plain || (name.equals(Layout.PHOTOS) && !Layout.isPhotoName(file))) {
          throw stranger(name + "/" + file);
        }
      }
    }
  }

  private void needSame(String file, Predicate<Manifest> same) throws IOException {
    Manifest manifest;
    try {
      manifest = Manifest.of(Files.readAllBytes(folder.resolve(file)));
    } catch (BackupException e) {
      throw occupied(folder, words("into.damaged", folder, String.valueOf(e.getMessage())));
    }
    if (!same.test(manifest)) {
      throw occupied(
          folder,
          words(
              "into.otherServer",
              folder,
              manifest.server(),
              manifest.companyName(),
              String.valueOf(manifest.companyId())));
    }
  }

  private BackupException stranger(String name) {
    return occupied(folder, words("into.stranger", folder, name));
  }

  private static BackupException occupied(Path folder, String message) {
    return new BackupException(Kind.OCCUPIED, folder.toString(), message);
  }
}
