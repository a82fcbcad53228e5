package dev.senselink.batch.photo;

import java.nio.file.Path;
import java.util.Iterator;

/** Being written: the signatures hold. */
public final class PhotoFolder implements AutoCloseable, Iterable<PhotoFile> {

  public record PhotoKeys(
      String cell, String jobNumber, String mobile, String idNumber, String name) {}

  private PhotoFolder() {}

  public static PhotoFolder open(Path folderOrZip, boolean subfolders) {
    throw new UnsupportedOperationException();
  }

  public static PhotoFolder none() {
    throw new UnsupportedOperationException();
  }

  public int count() {
    throw new UnsupportedOperationException();
  }

  public Path location() {
    throw new UnsupportedOperationException();
  }

  public Match byCell(String photoCell) {
    throw new UnsupportedOperationException();
  }

  public Match byStem(String stem) {
    throw new UnsupportedOperationException();
  }

  public Match find(PhotoKeys keys) {
    throw new UnsupportedOperationException();
  }

  public PhotoFile file(String path) {
    throw new UnsupportedOperationException();
  }

  public Iterator<PhotoFile> all() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterator<PhotoFile> iterator() {
    return all();
  }

  @Override
  public void close() {}
}
