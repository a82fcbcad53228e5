package dev.senselink.batch.photo.folder;

import java.io.InputStream;
import java.util.List;

/** No photos at all. */
final class EmptyPhotoStore implements PhotoStore {

  @Override
  public PhotoPathIndex index() {
    return new PhotoPathIndex(List.of());
  }

  @Override
  public Unlisted unlisted() {
    return Unlisted.NONE;
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
