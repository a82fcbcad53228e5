package dev.senselink.batch.photo;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Bytes that came from elsewhere, as a file. */
public final class InMemoryPhotoFile implements PhotoFile {
  private final String path;
  private final byte[] content;

  /**
   * A file of these bytes.
   *
   * @param path what it is called
   * @param content not changed from now on
   */
  public InMemoryPhotoFile(String path, byte[] content) {
    this.path = path;
    this.content = content;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(content);
  }
}
