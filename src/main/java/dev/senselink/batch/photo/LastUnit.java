package dev.senselink.batch.photo;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A look at the last unit of a decoded JPEG. When coded pixels run out, the decoder goes on with
 * units of one colour without a word; so where the last one shows anything, all before it are
 * there. In a photo it nearly always does.
 */
final class LastUnit {

  private LastUnit() {}

  /**
   * Whether the end of the picture is so plain that pixels may be missing. Never false where the
   * last two units are.
   *
   * @param decoded the picture, of which every {@code part}th pixel and row was decoded
   */
  static boolean mayBeMissing(Mat decoded, Picture picture, int part) {
    JpegOutline outline = picture.outline();
    if (outline == null || outline.isProgressive()) {
      return false; // its scans come one after the other, and all are there
    }
    int left = begin(picture.width(), outline.unit().width()) / part + 1;
    int top = begin(picture.height(), outline.unit().height()) / part + 1;
    // The first row and column may show a trace of the unit before.
    int across = decoded.cols() - left;
    int down = decoded.rows() - top;
    return across < 2 || down < 2 || isPlain(decoded, left, top);
  }

  /** Where the last unit begins. */
  private static int begin(int length, int unit) {
    return (length - 1) / unit * unit;
  }

  private static boolean isPlain(Mat decoded, int left, int top) {
    byte[] row = new byte[Bgr.CHANNELS * (decoded.cols() - left)];
    byte[] first = new byte[Bgr.CHANNELS];
    try (BytePointer from = decoded.ptr(top, left)) {
      from.get(first);
    }
    for (int y = top; y < decoded.rows(); y++) {
      try (BytePointer from = decoded.ptr(y, left)) {
        from.get(row);
      }
      for (int i = 0; i < row.length; i++) {
        if (row[i] != first[i % Bgr.CHANNELS]) {
          return false;
        }
      }
    }
    return true;
  }
}
