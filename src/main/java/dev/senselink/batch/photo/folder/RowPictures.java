package dev.senselink.batch.photo.folder;

import dev.senselink.batch.photo.PhotoFile;
import java.util.List;
import java.util.Optional;

/** Pictures that are a row's by their place in the roster itself, whatever they are called. */
public interface RowPictures extends AutoCloseable {
  /** For a roster that holds none. */
  RowPictures NONE =
      new RowPictures() {
        @Override
        public List<Placed> at(long line, String photoCell) {
          return List.of();
        }

        @Override
        public boolean isPicture(String photoCell) {
          return false;
        }

        @Override
        public Optional<PhotoFile> file(String path) {
          return Optional.empty();
        }

        @Override
        public int count() {
          return 0;
        }

        @Override
        public void close() {}
      };

  /**
   * A picture of a row.
   *
   * @param spans whether it lies over other rows too
   */
  record Placed(PhotoFile file, boolean spans) {}

  /** Those of a row. */
  List<Placed> at(long line, String photoCell);

  /** Whether a photo cell shows a picture, and names no file. */
  boolean isPicture(String photoCell);

  /** The one of this path. */
  Optional<PhotoFile> file(String path);

  /** A picture that a person has named as somebody's photo, whatever the roster says. */
  default Optional<PhotoFile> named(String path) {
    return Optional.empty();
  }

  /** Those of the roster alone. */
  default RowPictures ofRoster() {
    return this;
  }

  /** All of them. */
  int count();

  @Override
  void close();
}
