package dev.senselink.batch.report;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoLimits;
import org.jspecify.annotations.Nullable;

/**
 * Where the report's pictures come from. A picture that cannot be had is {@code null}, never an
 * exception; called by several threads, and interrupted when the time for pictures is over.
 */
public interface ReportPictures {
  /**
   * The photo of a row as a small JPEG.
   *
   * @param path below the photos folder
   */
  byte @Nullable [] ofPhoto(String path, PhotoLimits limits);

  /** The path by which a row's photo is asked for that lies in no folder. */
  static String ofRow(int row) {
    return "#" + row;
  }

  /** Whether the photo of a row was turned or cut before it was sent. */
  default boolean changed(Outcome outcome) {
    return false;
  }

  /**
   * The photo of a row as it was sent, as a small JPEG.
   *
   * @return {@code null} also where it was sent as it is
   */
  default byte @Nullable [] ofPhotoAsSent(String path, PhotoLimits limits) {
    return null;
  }

  /** The picture of a person on the server as a small JPEG. */
  byte @Nullable [] ofPerson(long id, PhotoLimits limits);

  /** Whether there may be a picture at all. */
  default boolean any() {
    return true;
  }

  /** The machine whose threads get them. */
  default Machine machine() {
    return Machine.real();
  }

  /** No pictures at all. */
  static ReportPictures none() {
    return new ReportPictures() {
      @Override
      public boolean any() {
        return false;
      }

      @Override
      public byte @Nullable [] ofPhoto(String path, PhotoLimits limits) {
        return null;
      }

      @Override
      public byte @Nullable [] ofPerson(long id, PhotoLimits limits) {
        return null;
      }
    };
  }
}
