package dev.senselink.batch.bench;

import java.awt.image.BufferedImage;

/** Scaling as well as it can be done, however long it takes, and how far another result is off. */
final class Reference {
  private static final int LOBES = 3;

  private Reference() {}

  /** The picture at another size, by Lanczos over as many pixels as the step is wide. */
  static BufferedImage scale(BufferedImage image, int width, int height) {
    float[][] planes = planes(image);
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int channel = 0; channel < 3; channel++) {
      float[] across = lines(planes[channel], image.getWidth(), image.getHeight(), width);
      float[] both =
          lines(turned(across, width, image.getHeight()), image.getHeight(), width, height);
      int shift = 8 * channel;
      for (int x = 0; x < width; x++) {
        for (int y = 0; y < height; y++) {
          int value = Math.max(0, Math.min(255, Math.round(both[x * height + y])));
          scaled.setRGB(x, y, scaled.getRGB(x, y) & ~(255 << shift) | value << shift);
        }
      }
    }
    return scaled;
  }

  /** Peak signal to noise in dB. */
  static double psnr(BufferedImage one, BufferedImage other) {
    double sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int d = (one.getRGB(x, y) >> shift & 255) - (other.getRGB(x, y) >> shift & 255);
          sum += d * d;
        }
      }
    }
    return 10 * Math.log10(255.0 * 255 / (sum / (3.0 * one.getWidth() * one.getHeight())));
  }

  private static float[][] planes(BufferedImage image) {
    int width = image.getWidth();
    float[][] planes = new float[3][width * image.getHeight()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        int rgb = image.getRGB(x, y);
        for (int channel = 0; channel < 3; channel++) {
          planes[channel][y * width + x] = rgb >> 8 * channel & 255;
        }
      }
    }
    return planes;
  }

  private static float[] turned(float[] plane, int width, int height) {
    float[] turned = new float[plane.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned[x * height + y] = plane[y * width + x];
      }
    }
    return turned;
  }

  /** Each line of a plane at another length. */
  private static float[] lines(float[] plane, int length, int count, int target) {
    double step = Math.max(1, (double) length / target);
    int reach = (int) Math.ceil(LOBES * step);
    float[] result = new float[target * count];
    for (int to = 0; to < target; to++) {
      double centre = (to + 0.5) * length / target - 0.5;
      int first = (int) Math.floor(centre) - reach + 1;
      double[] weights = weights(centre, first, 2 * reach, step);
      for (int line = 0; line < count; line++) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
          int from = Math.max(0, Math.min(length - 1, first + i));
          sum += weights[i] * plane[line * length + from];
        }
        result[line * target + to] = (float) sum;
      }
    }
    return result;
  }

  private static double[] weights(double centre, int first, int count, double step) {
    double[] weights = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = lanczos((first + i - centre) / step);
      sum += weights[i];
    }
    for (int i = 0; i < count; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static double lanczos(double x) {
    if (Math.abs(x) >= LOBES) {
      return 0;
    }
    return x == 0
        ? 1
        : LOBES
            * Math.sin(Math.PI * x)
            * Math.sin(Math.PI * x / LOBES)
            / (Math.PI * Math.PI * x * x);
  }
}
