package dev.senselink.batch.photo.format;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.PhotoRefusedException;
import java.nio.ByteBuffer;

/**
 * Looks at the first picture of a TIFF. Of the many things a TIFF can be, only ordinary pictures
 * are let through; the decoder sees nothing it was not made for.
 */
public final class TiffScan {

  private static final int SUBFILE = 254;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int PACKING = 259;
  private static final int COLOURS = 262;
  private static final int STRIPS = 273;
  private static final int STRIP_SIZES = 279;
  private static final int PREDICTOR = 317;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILES = 324;
  private static final int TILE_SIZES = 325;
  private static final int SAMPLE_FORMAT = 339;
  private static final int PROFILE = 34675;
  private static final int DNG = 50706;

  private static final int OLD_JPEG = 6;
  private static final int JPEG = 7;
  private static final int LEFT_NEIGHBOUR = 2;
  private static final int DEEP = 16;
  private static final int WHITE_IS_ZERO = 0;
  private static final int PALETTE = 3;
  private static final int YCBCR = 6;

  private final TiffDirectory directory;
  private final int length;

  private TiffScan(TiffDirectory directory, int length) {
    this.directory = directory;
    this.length = length;
  }

  static ScannedPicture scan(byte[] bytes) throws PhotoRefusedException {
    try {
      TiffDirectory directory = TiffDirectory.first(ByteBuffer.wrap(bytes));
      TiffScan scan = new TiffScan(directory, bytes.length);
      scan.refuseWhatIsNoPhoto(bytes);
      scan.checkSizes();
      return scan.picture(bytes);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      throw PhotoRefusedException.cutOff("TIFF");
    }
  }

  private ScannedPicture picture(byte[] bytes) {
    return new ScannedPicture(
        PictureKind.TIFF,
        (int) directory.number(WIDTH, 0),
        (int) directory.number(HEIGHT, 0),
        ExifOrientation.orientation(directory),
        directory.block(PROFILE).orElseGet(() -> new byte[0]),
        coding(),
        false,
        bytes,
        bytes.length);
  }

  /** The decoder knows differences of 8 bits only: of 16 it is handed them as if they were all. */
  private ScannedPicture.Coding coding() {
    if (directory.number(PACKING, 1) == 1
        || directory.number(PREDICTOR, 1) != LEFT_NEIGHBOUR
        || directory.number(BITS, 1) != DEEP
        || directory.number(COLOURS, 0) == WHITE_IS_ZERO) { // it turns those over
      return ScannedPicture.Coding.PLAIN;
    }
    directory.put(PREDICTOR, 1);
    return ScannedPicture.Coding.DIFFERENCES;
  }

  /** How wide the pieces are of which rows are put together, each with differences of its own. */
  public static int pieceWidth(ScannedPicture picture) {
    TiffDirectory directory =
        TiffDirectory.first(ByteBuffer.wrap(picture.bytes(), 0, picture.length()));
    return (int) directory.number(TILE_WIDTH, picture.width());
  }

  private void refuseWhatIsNoPhoto(byte[] bytes) throws PhotoRefusedException {
    boolean small = (directory.number(SUBFILE, 0) & 1) != 0;
    if (small || directory.has(DNG) || bytes[8] == 'C' && bytes[9] == 'R') {
      throw unusual(words("kind.raw"));
    }
    long packing = directory.number(PACKING, 1);
    if (packing == OLD_JPEG || packing == JPEG) {
      throw unusual(words("kind.tiffJpeg"));
    }
    long colours = directory.number(COLOURS, 0);
    if (colours > PALETTE && colours != YCBCR) {
      throw unusual(words("kind.tiffColours"));
    }
    if (directory.number(SAMPLE_FORMAT, 1) != 1) {
      throw unusual(words("kind.tiffMeasured"));
    }
    if (directory.number(BITS, 1) == 1) {
      throw unusual(words("kind.tiffScan"));
    }
  }

  private void checkSizes() throws PhotoRefusedException {
    ScannedPicture.checkSize(
        PictureKind.TIFF, directory.number(WIDTH, 0), directory.number(HEIGHT, 0));
    if (directory.has(TILE_WIDTH)) {
      ScannedPicture.checkSize(
          PictureKind.TIFF, directory.number(TILE_WIDTH, 0), directory.number(TILE_HEIGHT, 0));
    }
    checkWhole(STRIPS, STRIP_SIZES);
    checkWhole(TILES, TILE_SIZES);
    if (!directory.has(STRIPS) && !directory.has(TILES)) {
      throw PhotoRefusedException.cutOff("TIFF");
    }
  }

  private void checkWhole(int starts, int sizes) throws PhotoRefusedException {
    for (int i = 0; i < Math.min(directory.count(starts), directory.count(sizes)); i++) {
      if (directory.numberAt(starts, i) + directory.numberAt(sizes, i) > length) {
        throw PhotoRefusedException.cutOff("TIFF");
      }
    }
  }

  private static PhotoRefusedException unusual(String what) {
    return PhotoRefusedException.unreadable(words("photo.kind.tiff", what));
  }
}
