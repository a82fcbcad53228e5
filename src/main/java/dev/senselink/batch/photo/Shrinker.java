package dev.senselink.batch.photo;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** The part of an engine that its library does: decoding and scaling. */
interface Shrinker {

  /**
   * Decodes a picture that passed the scans.
   *
   * @return 8-bit RGB without alpha, not turned, in the colours of the embedded profile, exactly of
   *     the size {@link Size#within} gives
   * @throws RefusedException if only the decoder can tell that the picture is no good
   */
  BufferedImage shrink(Picture picture, Size target) throws IOException, RefusedException;

  /** Bytes of heap at most in use while {@link #shrink} runs. */
  long heapBytes(Picture picture, Size target);

  /** Scales a small picture further down. */
  BufferedImage rescale(BufferedImage image, Size target) throws IOException;
}
