package dev.senselink.batch.photo;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Brings a picture's colours from its embedded profile to sRGB. */
final class Colours {

  private Colours() {}

  /**
   * The picture in sRGB. A profile that is damaged or does not fit is left out, as by viewers.
   *
   * @param profile ICC bytes, empty if the picture is in sRGB
   */
  static BufferedImage toSrgb(BufferedImage image, byte[] profile) {
    if (profile.length == 0) {
      return image;
    }
    try {
      ICC_Profile source = ICC_Profile.getInstance(profile);
      return switch (source.getColorSpaceType()) {
        case ColorSpace.TYPE_RGB -> convert(image, source, 3);
        case ColorSpace.TYPE_GRAY -> convert(image, source, 1);
        default -> image;
      };
    } catch (IllegalArgumentException | CMMException damaged) {
      return image;
    }
  }

  private static BufferedImage convert(BufferedImage image, ICC_Profile from, int bands) {
    int width = image.getWidth();
    int height = image.getHeight();
    WritableRaster source =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, bands, null);
    source.setSamples(0, 0, width, height, 0, samples(image, 0));
    for (int band = 1; band < bands; band++) {
      source.setSamples(0, 0, width, height, band, samples(image, band));
    }
    ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
    BufferedImage converted = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    new ColorConvertOp(new ICC_Profile[] {from, srgb}, null).filter(source, converted.getRaster());
    return converted;
  }

  private static int[] samples(BufferedImage image, int band) {
    return image
        .getRaster()
        .getSamples(0, 0, image.getWidth(), image.getHeight(), band, (int[]) null);
  }
}
