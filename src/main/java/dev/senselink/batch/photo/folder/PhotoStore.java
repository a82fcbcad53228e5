package dev.senselink.batch.photo.folder;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes lie: a folder on disk or a zip. Files are numbered as in {@link #index}. */
interface PhotoStore extends AutoCloseable {

  PhotoPathIndex index();

  /** Bytes as claimed, -1 if it cannot be told. */
  long size(int number);

  InputStream open(int number) throws IOException;

  @Override
  void close();
}
