package dev.senselink.batch.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A backup in a folder, or the newer one beside it that is complete and has not taken its place
 * yet. Links are never followed: what they lead to is no part of it. Nor is what an export has
 * begun.
 */
final class FolderBackupSource implements BackupSource {
  private final Path folder;

  FolderBackupSource(Path folder) {
    this.folder = BackupLayout.whole(folder);
  }

  static boolean isFolder(Path path) {
    return Files.isDirectory(path);
  }

  @Override
  public List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    list(folder, "", entries);
    entries.removeIf(entry -> !entry.plain() && isOfAnExport(entry.name()));
    entries.removeIf(entry -> hasPhotos(entry.name()));
    if (hasPhotos(BackupLayout.PHOTOS)) {
      list(folder.resolve(BackupLayout.PHOTOS), BackupLayout.PHOTOS + "/", entries);
    }
    return entries;
  }

  @Override
  public Stream<String> recordPhotos() throws IOException {
    return hasPhotos(BackupLayout.RECORD_PHOTOS)
        ? Files.list(folder.resolve(BackupLayout.RECORD_PHOTOS))
            .map(path -> String.valueOf(path.getFileName()))
        : Stream.empty();
  }

  private boolean hasPhotos(String name) {
    return PhotoKind.ofFolder(name) != null
        && Files.isDirectory(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  private boolean isOfAnExport(String name) {
    return (name.equals(BackupLayout.NEXT) || name.equals(BackupLayout.WORK))
        && Files.isDirectory(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  private static void list(Path folder, String before, List<Entry> into) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path path : all) {
        into.add(new Entry(before + path.getFileName(), isPlain(path)));
      }
    }
  }

  private static boolean isPlain(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public OptionalLong size(String name) throws IOException {
    Path file = folder.resolve(name);
    int below = name.indexOf('/');
    boolean linked = below > 0 && !hasPhotos(name.substring(0, below));
    return !linked && isPlain(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
