package dev.senselink.batch.photo.folder;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Where the bytes lie: a folder on disk or a zip. Files are numbered as in {@link #index}. */
interface PhotoStore extends AutoCloseable {

  PhotoPathIndex index();

  /** What lies there and is not listed. */
  Unlisted unlisted();

  /**
   * Names that lead elsewhere and were not followed, and names that are hidden.
   *
   * @param astray links to folders or out of the folder, entries that lead out of a zip
   * @param hidden how many names begin with a dot, hidden folders counted as one
   */
  record Unlisted(List<String> astray, int hidden) {
    static final Unlisted NONE = new Unlisted(List.of(), 0);
  }

  /** Bytes as claimed, -1 if it cannot be told. */
  long size(int number);

  InputStream open(int number) throws IOException;

  @Override
  void close();
}
