package dev.senselink.batch.photo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Tells whether two files are one picture, the second perhaps encoded anew by a server. Both are
 * made small first, so that what encoding does to single pixels does not count. Safe between
 * threads.
 */
public final class PictureComparison {
  private static final PhotoLimits SMALL = new PhotoLimits(128, 64 * 1024L);

  /** Cells a side whose mean colours are compared. */
  private static final int GRID = 16;

  /** Of 255: encoding anew moves a mean by one or two, another picture by tens. */
  private static final int MOST_APART = 10;

  private static final double MOST_APART_ON_AVERAGE = 3;

  /** A server may cut a pixel off a side, not more. */
  private static final double MOST_SHAPE_APART = 0.02;

  private final PhotoEngine engine;

  /**
   * @param engine reads the pictures, and refuses what could do harm
   */
  public PictureComparison(PhotoEngine engine) {
    this.engine = engine.withoutLook();
  }

  /** Whether they are the same bytes or the same picture; false for what cannot be read. */
  public boolean isSame(byte[] sent, byte[] stored) {
    if (Arrays.equals(sent, stored)) {
      return true;
    }
    Optional<BufferedImage> one = small(sent);
    Optional<BufferedImage> other = small(stored);
    return one.isPresent() && other.isPresent() && isSame(one.get(), other.get());
  }

  private Optional<BufferedImage> small(byte[] file) {
    if (!(engine.prepare(new InMemoryPhotoFile("", file), SMALL) instanceof Photo photo)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(photo.jpeg())));
    } catch (IOException e) {
      return Optional.empty(); // ours, and yet not to be read: then it is not known to be the same
    }
  }

  private static boolean isSame(BufferedImage one, BufferedImage other) {
    double shape = (double) one.getWidth() / one.getHeight();
    double otherShape = (double) other.getWidth() / other.getHeight();
    if (Math.abs(shape / otherShape - 1) > MOST_SHAPE_APART) {
      return false;
    }
    double[] a = means(one);
    double[] b = means(other);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double apart = Math.abs(a[i] - b[i]);
      if (apart > MOST_APART) {
        return false;
      }
      sum += apart;
    }
    return sum / a.length <= MOST_APART_ON_AVERAGE;
  }

  /** The mean red, green and blue of every cell of a grid. */
  private static double[] means(BufferedImage picture) {
    double[] sums = new double[GRID * GRID * 3];
    int[] counts = new int[GRID * GRID];
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int cell = y * GRID / picture.getHeight() * GRID + x * GRID / picture.getWidth();
        int rgb = picture.getRGB(x, y);
        sums[cell * 3] += rgb >> 16 & 0xff;
        sums[cell * 3 + 1] += rgb >> 8 & 0xff;
        sums[cell * 3 + 2] += rgb & 0xff;
        counts[cell]++;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= Math.max(1, counts[i / 3]);
    }
    return sums;
  }
}
