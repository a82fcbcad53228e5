package dev.senselink.batch.job.resolve;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.job.report.ReportPictureSource;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.folder.PhotoFolder;
import org.jspecify.annotations.Nullable;

/** The face of somebody on the server, for people to compare. */
public final class ServerFace {
  private ServerFace() {}

  /** Made anew as a JPEG; {@code null} if it cannot be had. The server is asked once. */
  public static byte @Nullable [] of(
      long person, RetryingClient server, PhotoEngine engine, PhotoLimits limits) {
    try (PhotoFolder none = PhotoFolder.none()) {
      return new ReportPictureSource(none, engine, limits, server).ofPerson(person, limits);
    }
  }
}
