package dev.senselink.batch.photo.folder;

import static dev.senselink.batch.photo.PhotoMessages.words;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/** Photos in a folder. Links are followed to files inside the folder only, never to folders. */
final class FolderPhotoStore implements PhotoStore {

  private final Path root;
  private final PhotoPathIndex index;
  private final Unlisted unlisted;

  private FolderPhotoStore(Path root, PhotoPathIndex index, Unlisted unlisted) {
    this.root = root;
    this.index = index;
    this.unlisted = unlisted;
  }

  static FolderPhotoStore open(Path folder, boolean subfolders) throws IOException {
    Path root = folder.toRealPath();
    List<String> paths = new ArrayList<>();
    int depth = subfolders ? Integer.MAX_VALUE : 1;
    Visitor visitor = new Visitor(root, paths);
    Files.walkFileTree(root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), depth, visitor);
    Collections.sort(paths);
    Collections.sort(visitor.astray);
    return new FolderPhotoStore(
        root, new PhotoPathIndex(paths), new Unlisted(List.copyOf(visitor.astray), visitor.hidden));
  }

  @Override
  public PhotoPathIndex index() {
    return index;
  }

  @Override
  public Unlisted unlisted() {
    return unlisted;
  }

  @Override
  public long size(int number) {
    try {
      return Files.size(file(number));
    } catch (IOException gone) {
      return -1; // opening it says why
    }
  }

  @Override
  public InputStream open(int number) throws IOException {
    Path file = file(number);
    // Again, as a link may have been put here since the folder was listed.
    if (!file.toRealPath().startsWith(root)) {
      throw new IOException(words("file.link"));
    }
    return Files.newInputStream(file);
  }

  @Override
  public void close() {}

  private Path file(int number) throws IOException {
    return DiskFileNames.file(root, index.raw(number));
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {

    private final Path root;
    private final List<String> paths;
    private final List<String> astray = new ArrayList<>();
    private int hidden;

    Visitor(Path root, List<String> paths) {
      this.root = root;
      this.paths = paths;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      boolean skip = !folder.equals(root) && isIgnored(folder);
      return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (isIgnored(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (isFile(file, attributes)) {
        paths.add(DiskFileNames.text(root, file));
      } else if (attributes.isSymbolicLink()) {
        astray.add(DiskFileNames.text(root, file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    private boolean isFile(Path file, BasicFileAttributes attributes) {
      return attributes.isRegularFile() || attributes.isSymbolicLink() && staysInside(file);
    }

    private boolean staysInside(Path link) {
      try {
        Path target = link.toRealPath();
        return target.startsWith(root) && Files.isRegularFile(target);
      } catch (IOException dangling) {
        return false;
      }
    }

    private boolean isIgnored(Path file) throws IOException {
      Path name = file.getFileName();
      hidden += name != null && PhotoNameRules.isHidden(name.toString()) ? 1 : 0;
      return Files.isHidden(file) || name != null && PhotoNameRules.isSystemFile(name.toString());
    }
  }
}
