package dev.senselink.batch.photo.engine;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Brings a picture's colours from its embedded profile to sRGB. */
final class ColourConversion {
  /** So many pictures beside the first are in memory while it works. */
  static final int COPIES = 3;

  private ColourConversion() {}

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
    WritableRaster source = raster(width, height, bands);
    reverse(BgrPixels.bytes(BgrPixels.of(image)), bytes(source), bands);
    WritableRaster target = raster(width, height, BgrPixels.CHANNELS);
    ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
    new ColorConvertOp(new ICC_Profile[] {from, srgb}, null).filter(source, target);
    BufferedImage converted = BgrPixels.image(width, height);
    reverse(bytes(target), BgrPixels.bytes(converted), BgrPixels.CHANNELS);
    return converted;
  }

  /** In this order of bands the colour library has a fast way. */
  private static WritableRaster raster(int width, int height, int bands) {
    return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, bands, null);
  }

  private static byte[] bytes(WritableRaster raster) {
    return ((DataBufferByte) raster.getDataBuffer()).getData();
  }

  /** From blue, green, red to red, green, blue or back; of grey, any of the three. */
  private static void reverse(byte[] from, byte[] to, int bands) {
    for (int at = 0, target = 0; at < from.length; at += BgrPixels.CHANNELS) {
      if (bands == 1) {
        to[target++] = from[at];
      } else {
        to[target++] = from[at + 2];
        to[target++] = from[at + 1];
        to[target++] = from[at];
      }
    }
  }
}
