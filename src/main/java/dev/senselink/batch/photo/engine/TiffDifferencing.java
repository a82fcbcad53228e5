package dev.senselink.batch.photo.engine;

import java.awt.image.WritableRaster;

/** Makes the colours again of which a TIFF tells each as a difference to the one on its left. */
final class TiffDifferencing {
  private static final int DEEPEST = 0xFFFF;

  private TiffDifferencing() {}

  /**
   * Adds up the differences of 16 bits, in place.
   *
   * @param pieceWidth after so many pixels each row begins anew
   */
  static void addUp(WritableRaster raster, int pieceWidth) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    int[] row = new int[width * bands];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int i = bands; i < row.length; i++) {
        if (i / bands % pieceWidth != 0) {
          row[i] = row[i] + row[i - bands] & DEEPEST;
        }
      }
      raster.setPixels(0, y, width, 1, row);
    }
  }
}
