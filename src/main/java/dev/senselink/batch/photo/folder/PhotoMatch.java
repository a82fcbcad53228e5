package dev.senselink.batch.photo.folder;

import dev.senselink.batch.photo.PhotoFile;
import java.util.List;

/** The answer to "which file is this row's photo?". */
public sealed interface PhotoMatch {

  /**
   * Exactly one file.
   *
   * @param byNameOnly only the person's name led there; it counts only if no other row has it
   */
  record Found(PhotoFile file, boolean byNameOnly) implements PhotoMatch {}

  /**
   * No file.
   *
   * @param wanted the cell, else the first key a file could have been named after; may be empty
   */
  record NotFound(String wanted) implements PhotoMatch {}

  /**
   * Several files fit equally well.
   *
   * @param paths two or more, sorted
   */
  record Ambiguous(List<String> paths) implements PhotoMatch {
    public Ambiguous {
      paths = List.copyOf(paths);
    }
  }

  /**
   * A picture in the roster that lies over several rows.
   *
   * @param path where it begins
   */
  record Spanning(String path) implements PhotoMatch {}

  /**
   * The cell is a URL, an absolute path, or leads out of the photos folder.
   *
   * @param cell as it was given
   */
  record Outside(String cell) implements PhotoMatch {}
}
