package dev.senselink.batch.photo.engine;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * Small pictures as plain bytes, blue, green, red, row by row without gaps: the form that native
 * libraries take and that Java code walks fastest.
 */
final class BgrPixels {

  static final int CHANNELS = 3;

  private BgrPixels() {}

  static BufferedImage image(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
  }

  /** The same picture in that form; the very same if it is in that form already. */
  static BufferedImage of(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR && isPlain(image)) {
      return image;
    }
    BufferedImage plain = image(image.getWidth(), image.getHeight());
    byte[] to = bytes(plain);
    int[] row = new int[image.getWidth()];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int rgb : row) {
        to[at++] = (byte) rgb;
        to[at++] = (byte) (rgb >> 8);
        to[at++] = (byte) (rgb >> 16);
      }
    }
    return plain;
  }

  /** The bytes of a picture in that form, not a copy. */
  static byte[] bytes(BufferedImage plain) {
    return ((DataBufferByte) plain.getRaster().getDataBuffer()).getData();
  }

  /** Not a part of another picture. */
  private static boolean isPlain(BufferedImage image) {
    return bytes(image).length == CHANNELS * image.getWidth() * image.getHeight();
  }
}
