package dev.senselink.batch.photo.engine;

import dev.senselink.batch.photo.format.ExifOrientation;
import java.awt.image.BufferedImage;

/** Turns and mirrors pixels as an EXIF orientation asks. */
final class UprightRotation {

  private UprightRotation() {}

  /** A new picture, or the same one if it stands upright already. */
  static BufferedImage turn(BufferedImage image, int orientation) {
    if (orientation == ExifOrientation.UPRIGHT) {
      return image;
    }
    boolean lying = orientation >= 5;
    int width = lying ? image.getHeight() : image.getWidth();
    int height = lying ? image.getWidth() : image.getHeight();
    BufferedImage turned = BgrPixels.image(width, height);
    byte[] from = BgrPixels.bytes(BgrPixels.of(image));
    byte[] to = BgrPixels.bytes(turned);
    Way way = way(orientation, image.getWidth(), image.getHeight());
    int at = 0;
    for (int y = 0; y < height; y++) {
      int source = BgrPixels.CHANNELS * (way.start() + y * way.down());
      for (int x = 0; x < width; x++) {
        to[at++] = from[source];
        to[at++] = from[source + 1];
        to[at++] = from[source + 2];
        source += BgrPixels.CHANNELS * way.across();
      }
    }
    return turned;
  }

  /**
   * Where the pixels of the upright picture lie in the stored one.
   *
   * @param start the pixel that belongs top left
   * @param across from a pixel to the one right of it
   * @param down from a pixel to the one below it
   */
  private record Way(int start, int across, int down) {}

  private static Way way(int orientation, int width, int height) {
    int topRight = width - 1;
    int bottomLeft = width * (height - 1);
    int bottomRight = bottomLeft + topRight;
    return switch (orientation) {
      case 2 -> new Way(topRight, -1, width);
      case 3 -> new Way(bottomRight, -1, -width);
      case 4 -> new Way(bottomLeft, 1, -width);
      case 5 -> new Way(0, width, 1);
      case 6 -> new Way(bottomLeft, -width, 1);
      case 7 -> new Way(bottomRight, -width, -1);
      case 8 -> new Way(topRight, width, -1);
      default -> throw new IllegalArgumentException("no such orientation: " + orientation);
    };
  }
}
