package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.PixelSize;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Writes a baseline JPEG below a size: first by quality, at most three tries, then by side. */
final class JpegEncoder {

  /** Percent. Beyond it files grow and faces do not gain. */
  private static final int BEST = 85;

  /** Percent. Below it blocks begin to show in a face. */
  private static final int WORST = 60;

  /** A face smaller than this would be refused by the server anyway. */
  private static final int SMALLEST_SIDE = 240;

  /**
   * A written picture.
   *
   * @param size may be smaller than what was given
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Encoded(byte[] jpeg, PixelSize size) {}

  Encoded encode(BufferedImage image, long maxBytes, PictureShrinker shrinker)
      throws IOException, PhotoRefusedException {
    BufferedImage current = image;
    while (true) {
      byte[] jpeg = bestBelow(current, maxBytes, shrinker);
      PixelSize size = new PixelSize(current.getWidth(), current.getHeight());
      if (jpeg.length <= maxBytes) {
        return new Encoded(jpeg, size);
      }
      PixelSize smaller = size.within(nextSide(size.longSide(), jpeg.length, maxBytes));
      if (smaller.longSide() < SMALLEST_SIDE) {
        throw PhotoRefusedException.tooLarge(words("photo.tooLarge", maxBytes / 1024));
      }
      current = shrinker.rescale(current, smaller);
    }
  }

  /** The best quality that fits; if none does, the worst, too large. */
  private static byte[] bestBelow(BufferedImage image, long maxBytes, PictureShrinker shrinker)
      throws IOException {
    byte[] best = shrinker.encode(image, BEST);
    if (best.length <= maxBytes) {
      return best;
    }
    byte[] worst = shrinker.encode(image, WORST);
    if (worst.length > maxBytes) {
      return worst;
    }
    // Size grows about evenly with quality in this range; the rest of the way is left as margin.
    double way = (double) (maxBytes - worst.length) / (best.length - worst.length);
    byte[] between = shrinker.encode(image, WORST + (int) (way * (BEST - WORST)));
    return between.length <= maxBytes ? between : worst;
  }

  /** Bytes go with the area; a little less, so that the next try fits. */
  private static int nextSide(int side, int length, long maxBytes) {
    double factor = 0.95 * Math.sqrt((double) maxBytes / length);
    return (int) (side * factor);
  }
}
