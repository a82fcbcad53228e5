package dev.senselink.batch.photo.engine;

import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.PixelSize;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.SourceBytes;
import dev.senselink.batch.photo.format.PictureKind;
import dev.senselink.batch.photo.format.ScannedPicture;
import org.jspecify.annotations.Nullable;

/**
 * Leaves alone what the server can take as it is: a whole JPEG within the limits keeps every byte,
 * marks and all. Everything else is for the engine behind it. Safe between threads.
 *
 * <p>For photos that a server of this kind has held before: each encoding anew would cost a little
 * of the picture, and a restored person would have another one than before.
 */
public final class PassThroughPhotoEngine implements PhotoEngine {
  private final PhotoEngine otherwise;

  public PassThroughPhotoEngine(PhotoEngine otherwise) {
    this.otherwise = otherwise;
  }

  @Override
  public String name() {
    return otherwise.name();
  }

  @Override
  public String why() {
    return otherwise.why();
  }

  @Override
  public PreparationResult prepare(PhotoFile source, PhotoLimits limits) {
    Photo photo = source.size() > limits.maxBytes() ? null : asItIs(source, limits);
    return photo == null ? otherwise.prepare(source, limits) : photo;
  }

  private static @Nullable Photo asItIs(PhotoFile source, PhotoLimits limits) {
    try {
      SourceBytes read = SourceBytes.read(source);
      byte[] jpeg = read.bytes().clone(); // the scan cuts out what a decoder need not see
      ScannedPicture picture = ScannedPicture.scan(read.bytes());
      PixelSize size = new PixelSize(picture.width(), picture.height());
      boolean fits = jpeg.length <= limits.maxBytes() && size.longSide() <= limits.longSide();
      return picture.kind() == PictureKind.JPEG && fits
          ? new Photo(jpeg, size.width(), size.height(), read.sha256(), read.sha256(), false)
          : null;
    } catch (PhotoRefusedException | RuntimeException e) {
      return null; // the engine says what is wrong with it
    }
  }
}
