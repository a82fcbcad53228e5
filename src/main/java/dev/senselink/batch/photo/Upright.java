package dev.senselink.batch.photo;

import java.awt.image.BufferedImage;

/** Turns and mirrors pixels as an EXIF orientation asks. */
final class Upright {

  private Upright() {}

  /** A new picture, or the same one if it stands upright already. */
  static BufferedImage turn(BufferedImage image, int orientation) {
    if (orientation == Exif.UPRIGHT) {
      return image;
    }
    boolean lying = orientation >= 5;
    int width = lying ? image.getHeight() : image.getWidth();
    int height = lying ? image.getWidth() : image.getHeight();
    BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned.setRGB(x, y, source(image, orientation, x, y));
      }
    }
    return turned;
  }

  /** The colour that belongs at a place of the upright picture. */
  private static int source(BufferedImage image, int orientation, int x, int y) {
    int right = image.getWidth() - 1;
    int bottom = image.getHeight() - 1;
    return switch (orientation) {
      case 2 -> image.getRGB(right - x, y);
      case 3 -> image.getRGB(right - x, bottom - y);
      case 4 -> image.getRGB(x, bottom - y);
      case 5 -> image.getRGB(y, x);
      case 6 -> image.getRGB(y, bottom - x);
      case 7 -> image.getRGB(right - y, bottom - x);
      case 8 -> image.getRGB(right - y, x);
      default -> throw new IllegalArgumentException("no such orientation: " + orientation);
    };
  }
}
