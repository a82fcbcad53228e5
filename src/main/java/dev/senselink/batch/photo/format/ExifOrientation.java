package dev.senselink.batch.photo.format;

import java.nio.ByteBuffer;

/** The little of EXIF (a TIFF without a picture) that matters: which way is up. */
public final class ExifOrientation {

  public static final int UPRIGHT = 1;

  private static final int ORIENTATION = 0x112;

  private ExifOrientation() {}

  /** 1 to 8; 1 where the block is damaged or says nothing, as viewers take it. */
  static int orientation(byte[] bytes, int start, int length) {
    try {
      return orientation(TiffDirectory.first(ByteBuffer.wrap(bytes, start, length).slice()));
    } catch (RuntimeException damaged) {
      // A picture is no worse for a damaged note about it.
      return UPRIGHT;
    }
  }

  static int orientation(TiffDirectory directory) {
    long orientation = directory.number(ORIENTATION, UPRIGHT);
    return orientation >= 1 && orientation <= 8 ? (int) orientation : UPRIGHT;
  }
}
