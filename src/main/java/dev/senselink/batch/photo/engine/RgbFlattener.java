package dev.senselink.batch.photo.engine;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/**
 * Makes any decoded picture 8-bit RGB on white. Done by hand, since Java takes grey for linear
 * light and brightens it, lays transparency on black, and dithers palettes.
 */
final class RgbFlattener {

  private RgbFlattener() {}

  /** The same picture if it is flat already. Colours stay in the profile they are in. */
  static BufferedImage onWhite(BufferedImage image) {
    int type = image.getType();
    if (type == BufferedImage.TYPE_3BYTE_BGR || type == BufferedImage.TYPE_INT_RGB) {
      return image;
    }
    int width = image.getWidth();
    BufferedImage flat = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_RGB);
    boolean direct = isDirect(image.getColorModel());
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      if (direct) {
        samples(image, y, row);
      } else {
        image.getRGB(0, y, width, 1, row, 0, width);
      }
      for (int x = 0; x < width; x++) {
        row[x] = onWhite(row[x]);
      }
      flat.getRaster().setDataElements(0, y, width, 1, row);
    }
    return flat;
  }

  /** Whole numbers of 8 or 16 bits, grey or RGB, whose values can be taken as they are. */
  private static boolean isDirect(ColorModel model) {
    int space = model.getColorSpace().getType();
    return model instanceof ComponentColorModel
        && !model.isAlphaPremultiplied()
        && (model.getComponentSize(0) == 8 || model.getComponentSize(0) == 16)
        && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB);
  }

  private static void samples(BufferedImage image, int y, int[] row) {
    Raster raster = image.getRaster();
    ColorModel model = image.getColorModel();
    int bands = raster.getNumBands();
    boolean grey = model.getNumColorComponents() == 1;
    int shift = model.getComponentSize(0) - 8;
    int[] values =
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, row.length, 1, (int[]) null);
    for (int x = 0; x < row.length; x++) {
      int at = x * bands;
      int alpha = model.hasAlpha() ? values[at + bands - 1] >> shift : 255;
      int red = values[at] >> shift;
      int green = grey ? red : values[at + 1] >> shift;
      int blue = grey ? red : values[at + 2] >> shift;
      row[x] = alpha << 24 | red << 16 | green << 8 | blue;
    }
  }

  private static int onWhite(int argb) {
    int alpha = argb >>> 24;
    return over(argb >> 16 & 0xFF, alpha) << 16
        | over(argb >> 8 & 0xFF, alpha) << 8
        | over(argb & 0xFF, alpha);
  }

  /** What is seen of a channel's value where white shines through it. */
  static int over(int value, int alpha) {
    return (value * alpha + 255 * (255 - alpha) + 127) / 255;
  }
}
