package dev.senselink.batch.sandbox.picture;

import java.awt.image.BufferedImage;

/** A small grey picture, 0 black to 255 white; places are given as shares of width and height. */
final class GreyPicture {
  /** Everything is measured at this size, so that the verdict does not hang on the resolution. */
  static final int LONG_SIDE = 256;

  private final int width;
  private final int height;
  private final float[] values;

  private GreyPicture(int width, int height, float[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /** The picture in grey, averaged down to {@link #LONG_SIDE}; a smaller one stays as it is. */
  static GreyPicture of(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    double scale = Math.min(1.0, (double) LONG_SIDE / Math.max(w, h));
    int width = Math.max(1, (int) Math.round(w * scale));
    int height = Math.max(1, (int) Math.round(h * scale));
    float[] sums = new float[width * height];
    int[] counts = new int[width * height];
    int[] row = new int[w];
    for (int y = 0; y < h; y++) {
      image.getRGB(0, y, w, 1, row, 0, w);
      int line = Math.min(height - 1, y * height / h) * width;
      for (int x = 0; x < w; x++) {
        int at = line + Math.min(width - 1, x * width / w);
        sums[at] += grey(row[x]);
        counts[at]++;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= counts[i];
    }
    return new GreyPicture(width, height, sums);
  }

  private static float grey(int rgb) {
    return 0.299f * ((rgb >> 16) & 0xff) + 0.587f * ((rgb >> 8) & 0xff) + 0.114f * (rgb & 0xff);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  float at(int x, int y) {
    return values[y * width + x];
  }

  /** Mean of the rectangle; an edge inside a pixel counts that pixel by its share. */
  double mean(double left, double top, double right, double bottom) {
    double x0 = left * width;
    double x1 = right * width;
    double y0 = top * height;
    double y1 = bottom * height;
    double sum = 0;
    double weights = 0;
    for (int y = (int) y0; y < Math.min(height, Math.ceil(y1)); y++) {
      double rows = Math.min(y + 1, y1) - Math.max(y, y0);
      for (int x = (int) x0; x < Math.min(width, Math.ceil(x1)); x++) {
        double weight = rows * (Math.min(x + 1, x1) - Math.max(x, x0));
        sum += weight * at(x, y);
        weights += weight;
      }
    }
    return sum / weights;
  }
}
