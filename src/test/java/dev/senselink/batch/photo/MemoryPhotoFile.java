package dev.senselink.batch.photo;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A photo file that lies in memory. */
public record MemoryPhotoFile(byte[] bytes) implements PhotoFile {

  @Override
  public String path() {
    return "photo.jpg"; // whatever it is: names prove nothing
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }
}
