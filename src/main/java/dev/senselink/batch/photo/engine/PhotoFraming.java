package dev.senselink.batch.photo.engine;

import dev.senselink.batch.photo.FaceBox;
import dev.senselink.batch.photo.Framing;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PixelSize;
import java.awt.image.BufferedImage;

/** Turns and cuts a picture as its framing asks. */
final class PhotoFraming {
  /** EXIF orientations that turn clockwise by so many quarters. */
  private static final int[] ORIENTATIONS = {1, 6, 3, 8};

  private PhotoFraming() {}

  /** How large the whole picture has to be, as stored, for the part to keep within the limits. */
  static PixelSize whole(PixelSize stored, int orientation, PhotoLimits limits) {
    FaceBox part = limits.framing().part();
    boolean lying = (orientation >= 5) != (limits.framing().quarters() % 2 == 1);
    double width = part.width() * (lying ? stored.height() : stored.width());
    double height = part.height() * (lying ? stored.width() : stored.height());
    double most = Math.max(width, height);
    return most <= limits.longSide()
        ? stored
        : stored.within((int) Math.round(stored.longSide() * (limits.longSide() / most)));
  }

  /** The part of an upright picture that is wanted; the very same if that is all of it. */
  static BufferedImage cut(BufferedImage upright, Framing framing) {
    BufferedImage turned = UprightRotation.turn(upright, ORIENTATIONS[framing.quarters()]);
    FaceBox part = framing.part();
    if (part.equals(Framing.WHOLE.part())) {
      return turned;
    }
    int left = pixels(part.left(), turned.getWidth() - 1);
    int top = pixels(part.top(), turned.getHeight() - 1);
    int width = Math.max(1, pixels(part.width(), turned.getWidth()));
    int height = Math.max(1, pixels(part.height(), turned.getHeight()));
    return BgrPixels.of(
        turned.getSubimage(
            left,
            top,
            Math.min(width, turned.getWidth() - left),
            Math.min(height, turned.getHeight() - top)));
  }

  private static int pixels(double share, int of) {
    return (int) Math.max(0, Math.min(of, Math.round(share * of)));
  }
}
