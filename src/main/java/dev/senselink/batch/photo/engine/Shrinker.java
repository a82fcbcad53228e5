package dev.senselink.batch.photo.engine;

import dev.senselink.batch.photo.RefusedException;
import dev.senselink.batch.photo.Size;
import dev.senselink.batch.photo.format.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** The part of an engine that its library does: decoding, scaling and encoding. */
interface Shrinker {

  /**
   * Decodes a picture that passed the scans.
   *
   * @return 8-bit RGB without alpha, not turned, in the colours of the embedded profile, exactly of
   *     the size {@link Size#within} gives
   * @throws RefusedException if only the decoder can tell that the picture is no good
   */
  BufferedImage shrink(Picture picture, Size target) throws IOException, RefusedException;

  /** Bytes of heap at most in use while {@link #shrink} runs; the process cannot do with less. */
  long heapBytes(Picture picture, Size target);

  /** Bytes beside the heap at most in use while {@link #shrink} runs. */
  default long nativeBytes(Picture picture, Size target) {
    return picture.coefficientBytes();
  }

  /** Scales a small picture further down. */
  BufferedImage rescale(BufferedImage image, Size target) throws IOException;

  /**
   * Writes a small picture as baseline JPEG.
   *
   * @param quality percent
   */
  default byte[] encode(BufferedImage image, int quality) throws IOException {
    return JpegWriter.write(image, quality);
  }
}
