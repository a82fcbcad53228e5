package dev.senselink.batch.enrol.undo;

import dev.senselink.batch.ledger.before.BeforePhotos;
import dev.senselink.batch.photo.PhotoFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A photo that was replaced or deleted, as it was kept.
 *
 * @param name under which it is kept
 */
public record KeptPhotoFile(BeforePhotos photos, String name) implements PhotoFile {
  private static final int NOT_TOLD = -1;

  /** What the file is called tells nothing, and has no place in a report. */
  @Override
  public String path() {
    return "";
  }

  @Override
  public long size() {
    return NOT_TOLD;
  }

  @Override
  public InputStream open() throws IOException {
    return new ByteArrayInputStream(photos.read(name));
  }
}
