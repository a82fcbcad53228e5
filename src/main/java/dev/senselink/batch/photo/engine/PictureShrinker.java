package dev.senselink.batch.photo.engine;

import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.PixelSize;
import dev.senselink.batch.photo.format.ScannedPicture;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** The part of an engine that its library does: decoding, scaling and encoding. */
interface PictureShrinker {

  /**
   * Decodes a picture that passed the scans.
   *
   * @return 8-bit RGB without alpha, not turned, in the colours of the embedded profile, exactly of
   *     the size {@link PixelSize#within} gives
   * @throws PhotoRefusedException if only the decoder can tell that the picture is no good
   */
  BufferedImage shrink(ScannedPicture picture, PixelSize target)
      throws IOException, PhotoRefusedException;

  /** Bytes of heap at most in use while {@link #shrink} runs; the process cannot do with less. */
  long heapBytes(ScannedPicture picture, PixelSize target);

  /** Bytes beside the heap at most in use while {@link #shrink} runs. */
  default long nativeBytes(ScannedPicture picture, PixelSize target) {
    return picture.coefficientBytes();
  }

  /** Scales a small picture further down. */
  BufferedImage rescale(BufferedImage image, PixelSize target) throws IOException;

  /**
   * Writes a small picture as baseline JPEG.
   *
   * @param quality percent
   */
  default byte[] encode(BufferedImage image, int quality) throws IOException {
    return JavaJpegWriter.write(image, quality);
  }
}
