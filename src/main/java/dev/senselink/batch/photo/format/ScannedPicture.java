package dev.senselink.batch.photo.format;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.PhotoRefusedException;

/**
 * A picture whose container was found whole and whose size is bearable, ready for a decoder.
 *
 * @param width pixels as stored, before turning
 * @param height pixels as stored, before turning
 * @param orientation 1 to 8, as in EXIF
 * @param profile the embedded ICC profile, empty if there is none or the decoder sees to it
 * @param coding how its pixels are coded, as far as that matters to a decoder
 * @param everyday a JPEG as cameras write it: Huffman codes, 8 bits, grey or three colours
 * @param bytes the file without metadata and without what follows its end
 * @param length how many of the bytes count
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ScannedPicture(
    PictureKind kind,
    int width,
    int height,
    int orientation,
    byte[] profile,
    Coding coding,
    boolean everyday,
    byte[] bytes,
    int length) {

  /** What a decoder must be fit for. */
  public enum Coding {
    PLAIN,
    /** A JPEG of many passes, which its decoder holds whole. */
    PROGRESSIVE,
    /** A WebP that leaves out what the eye does not miss; not every decoder gets it right. */
    LOSSY_WEBP,
    /** A TIFF of 16 bits a colour, each told as a difference to the one on its left. */
    DIFFERENCES
  }

  static final int MOST_PIXELS = 100_000_000;
  static final int LONGEST_SIDE = 20_000;

  /** Deflate packs at most 1 : 1032, of up to eight pixels a byte; no photo comes near it. */
  private static final int MOST_PIXELS_A_BYTE = 8 * 1032;

  static ScannedPicture plain(PictureKind kind, int width, int height, byte[] bytes) {
    return new ScannedPicture(
        kind, width, height, 1, new byte[0], Coding.PLAIN, false, bytes, bytes.length);
  }

  /** The same picture, of which so many bytes count. */
  ScannedPicture ofLength(int count) {
    return new ScannedPicture(
        kind, width, height, orientation, profile, coding, everyday, bytes, count);
  }

  boolean isProgressive() {
    return coding == Coding.PROGRESSIVE;
  }

  public long pixels() {
    return (long) width * height;
  }

  /** What libjpeg holds beside the heap: the decoder of a progressive JPEG keeps all of it. */
  public long coefficientBytes() {
    return isProgressive() ? 6 * pixels() : 0;
  }

  /** Checks the container and the size; decodes nothing. */
  public static ScannedPicture scan(byte[] bytes) throws PhotoRefusedException {
    PictureKind kind = PictureKind.of(bytes);
    ScannedPicture picture =
        switch (kind) {
          case JPEG -> JpegScan.scan(bytes);
          case PNG -> PngScan.scan(bytes);
          case GIF -> GifScan.scan(bytes);
          case BMP -> BmpScan.scan(bytes);
          case TIFF -> TiffScan.scan(bytes);
          case WEBP -> WebpScan.scan(bytes);
        };
    picture.refuseWhatIsNoPhoto();
    return picture;
  }

  /** For every size that a container names: of the picture, its frames, its tiles. */
  static void checkSize(PictureKind kind, long width, long height) throws PhotoRefusedException {
    if (width < 1 || height < 1) {
      throw PhotoRefusedException.cutOff(kind.name());
    }
    if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS) {
      throw PhotoRefusedException.tooLarge(
          words("photo.pixels", width, height, MOST_PIXELS / 1_000_000, LONGEST_SIDE));
    }
  }

  private void refuseWhatIsNoPhoto() throws PhotoRefusedException {
    checkSize(kind, width, height);
    if (pixels() / MOST_PIXELS_A_BYTE > length) {
      throw PhotoRefusedException.cutOff(kind.name());
    }
  }
}
