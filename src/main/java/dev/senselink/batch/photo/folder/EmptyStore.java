package dev.senselink.batch.photo.folder;

import java.io.InputStream;
import java.util.List;

/** No photos at all. */
final class EmptyStore implements PhotoStore {

  @Override
  public PathIndex index() {
    return new PathIndex(List.of());
  }

  @Override
  public long size(int number) {
    return -1;
  }

  @Override
  public InputStream open(int number) {
    throw new IllegalStateException("there are no photos");
  }

  @Override
  public void close() {}
}
