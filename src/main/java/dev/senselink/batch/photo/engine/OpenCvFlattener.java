package dev.senselink.batch.photo.engine;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Lays what is transparent on white, as {@link RgbFlattener} does; OpenCV itself only drops the
 * transparency, and what was hidden by it comes out.
 */
final class OpenCvFlattener {

  private static final int WITH_ALPHA = 4;

  private OpenCvFlattener() {}

  /** The same picture if it is flat already, else a new one that the caller closes. */
  static Mat under(Mat decoded) {
    if (decoded.channels() != WITH_ALPHA) {
      return decoded;
    }
    Mat flat = new Mat(decoded.rows(), decoded.cols(), CV_8UC3);
    byte[] from = new byte[WITH_ALPHA * decoded.cols()];
    byte[] to = new byte[BgrPixels.CHANNELS * decoded.cols()];
    for (int y = 0; y < decoded.rows(); y++) {
      try (BytePointer row = decoded.ptr(y);
          BytePointer flatRow = flat.ptr(y)) {
        row.get(from);
        under(from, to);
        flatRow.put(to);
      }
    }
    return flat;
  }

  private static void under(byte[] bgra, byte[] bgr) {
    for (int from = 0, to = 0; from < bgra.length; from += WITH_ALPHA, to += BgrPixels.CHANNELS) {
      int alpha = bgra[from + BgrPixels.CHANNELS] & 0xFF;
      for (int channel = 0; channel < BgrPixels.CHANNELS; channel++) {
        bgr[to + channel] = (byte) RgbFlattener.over(bgra[from + channel] & 0xFF, alpha);
      }
    }
  }
}
