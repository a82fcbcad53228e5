package dev.senselink.batch.photo;

/**
 * How large a prepared photo may be, {@code --photo-side} and {@code --photo-kb}, and what of its
 * source it shows.
 *
 * @param longSide pixels of the longer side, at least 1
 * @param maxBytes of the JPEG, at least 1
 */
public record PhotoLimits(int longSide, long maxBytes, Framing framing) {

  /** For a photo that shows the whole source. */
  public PhotoLimits(int longSide, long maxBytes) {
    this(longSide, maxBytes, Framing.WHOLE);
  }

  public PhotoLimits {
    if (longSide < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "a photo needs at least 1 pixel and 1 byte, got " + longSide + " and " + maxBytes);
    }
  }

  /** 1080 pixels and 500 KB. */
  public static PhotoLimits standard() {
    return new PhotoLimits(1080, 500 * 1024L);
  }

  /** Twice the side and twice the bytes: for a photo that the server called too small. */
  public PhotoLimits doubled() {
    return new PhotoLimits(
        (int) Math.min(2L * longSide, Integer.MAX_VALUE),
        maxBytes > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : 2 * maxBytes,
        framing);
  }

  /** The same size, but this part of the source. */
  public PhotoLimits framed(Framing part) {
    return new PhotoLimits(longSide, maxBytes, part);
  }
}
