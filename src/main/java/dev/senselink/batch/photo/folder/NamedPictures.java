package dev.senselink.batch.photo.folder;

import dev.senselink.batch.photo.PhotoFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The pictures of a roster, and beside them files below a folder, of which each is somebody's photo
 * only because a person has said so. Nothing is listed, and no name and no link leads out of the
 * folder.
 */
public final class NamedPictures implements RowPictures {
  private final RowPictures ofRoster;
  private final Path folder;
  private final String prefix;

  /**
   * @param ofRoster closed with this
   * @param name what the files' paths begin with, so that none is taken for one of the photos
   *     folder
   */
  public NamedPictures(RowPictures ofRoster, Path folder, String name) {
    this.ofRoster = ofRoster;
    this.folder = folder;
    this.prefix = name + "#";
  }

  @Override
  public RowPictures ofRoster() {
    return ofRoster;
  }

  @Override
  public Optional<PhotoFile> named(String path) {
    return inside(path).map(file -> new Named(prefix + path, file, this));
  }

  private Optional<Path> inside(String path) {
    try {
      Path file = folder.resolve(DiskFileNames.file(folder, path)).normalize();
      boolean below = file.startsWith(folder) && file.toRealPath().startsWith(folder.toRealPath());
      return below && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    } catch (IOException | InvalidPathException notThere) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<PhotoFile> file(String path) {
    Optional<PhotoFile> own =
        path.startsWith(prefix) ? named(path.substring(prefix.length())) : Optional.empty();
    return own.isPresent() ? own : ofRoster.file(path);
  }

  @Override
  public List<Placed> at(long line, String photoCell) {
    return ofRoster.at(line, photoCell);
  }

  @Override
  public boolean isPicture(String photoCell) {
    return ofRoster.isPicture(photoCell);
  }

  @Override
  public int count() {
    return ofRoster.count();
  }

  @Override
  public void close() {
    ofRoster.close();
  }

  private record Named(String path, Path file, NamedPictures pictures) implements PhotoFile {
    @Override
    public long size() {
      try {
        return Files.size(file);
      } catch (IOException gone) {
        return -1; // opening it says why
      }
    }

    @Override
    public InputStream open() throws IOException {
      // Again, as a link may have been put here since.
      Optional<Path> there = pictures.inside(path.substring(pictures.prefix.length()));
      return Files.newInputStream(there.orElseThrow(() -> new NoSuchFileException(path)));
    }
  }
}
