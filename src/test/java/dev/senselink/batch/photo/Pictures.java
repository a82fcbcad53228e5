package dev.senselink.batch.photo;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws pictures whose right side up and right colours can be told from four pixels. */
public final class Pictures {

  public static final int WIDTH = 96;
  public static final int HEIGHT = 64;

  /** Top left, top right, bottom left, bottom right of the {@link #flag}. */
  static final Color[] FLAG = {
    new Color(200, 40, 40), new Color(40, 160, 40), new Color(50, 60, 200), new Color(220, 220, 90)
  };

  private Pictures() {}

  /** Four quarters of different colours, lying on the longer side. */
  public static BufferedImage flag() {
    return flag(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  }

  public static BufferedImage flag(int width, int height, int type) {
    return flag(new BufferedImage(width, height, type));
  }

  static BufferedImage palette() {
    byte[] red = new byte[256];
    byte[] green = new byte[256];
    byte[] blue = new byte[256];
    for (int i = 0; i < 4; i++) {
      red[i] = (byte) FLAG[i].getRed();
      green[i] = (byte) FLAG[i].getGreen();
      blue[i] = (byte) FLAG[i].getBlue();
    }
    var colours = new IndexColorModel(8, 256, red, green, blue);
    return flag(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, colours));
  }

  /**
   * The flag as a camera stores it that was held so. Written out, not turned by the code tested.
   */
  static BufferedImage storedAs(int orientation) {
    boolean lying = orientation >= 5;
    int width = lying ? Pictures.HEIGHT : Pictures.WIDTH;
    int height = lying ? Pictures.WIDTH : Pictures.HEIGHT;
    // Which corner of the flag lies in the stored picture's top left, top right, bottom left.
    int[][] corners = {
      {0, 1, 2}, {1, 0, 3}, {3, 2, 1}, {2, 3, 0}, {0, 2, 1}, {1, 3, 0}, {3, 1, 2}, {2, 0, 3}
    };
    BufferedImage stored = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] at = corners[orientation - 1];
    int[] quarters = {at[0], at[1], at[2], 6 - at[0] - at[1] - at[2]};
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        stored.setRGB(x, y, FLAG[quarters[2 * y / height * 2 + 2 * x / width]].getRGB());
      }
    }
    return stored;
  }

  /** Detail that no encoder can pack well. */
  public static BufferedImage noise(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    return image;
  }

  public static byte[] write(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static BufferedImage flag(BufferedImage image) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int quarter = (2 * y / image.getHeight()) * 2 + 2 * x / image.getWidth();
        image.setRGB(x, y, FLAG[quarter].getRGB());
      }
    }
    return image;
  }
}
