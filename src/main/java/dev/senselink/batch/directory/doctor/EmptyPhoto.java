package dev.senselink.batch.directory.doctor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A grey picture of nobody. */
final class EmptyPhoto {
  private static final int SIDE = 320;
  private static final int GREY = 0x808080;

  private EmptyPhoto() {}

  static byte[] jpeg() {
    int[] pixels = new int[SIDE * SIDE];
    Arrays.fill(pixels, GREY);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, SIDE, SIDE, pixels, 0, SIDE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
