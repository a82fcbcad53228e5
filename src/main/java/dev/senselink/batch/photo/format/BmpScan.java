package dev.senselink.batch.photo.format;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.PhotoRefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a BMP's header; all of its pixels must be there. */
final class BmpScan {

  private static final int OLD_HEADER = 12;
  private static final int PACKED_SIZE = 34;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int BIT_FIELDS = 3;

  private BmpScan() {}

  static ScannedPicture scan(byte[] bytes) throws PhotoRefusedException {
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean old = header.getInt(14) == OLD_HEADER;
    if (!old && bytes.length < 54) {
      throw PhotoRefusedException.cutOff("BMP");
    }
    int width = old ? header.getShort(18) : header.getInt(18);
    // Negative: the first row is the top one.
    int height = Math.abs(old ? header.getShort(20) : header.getInt(22));
    int bits = header.getShort(old ? 24 : 28);
    int packing = old ? 0 : header.getInt(30);
    ScannedPicture.checkSize(PictureKind.BMP, width, height);
    if (packing < 0 || packing > BIT_FIELDS) {
      throw PhotoRefusedException.unreadable(words("photo.bmp"));
    }
    long row = ((long) width * bits + 31) / 32 * 4;
    boolean plain = packing != RLE8 && packing != RLE4;
    long size = plain ? row * height : Integer.toUnsignedLong(header.getInt(PACKED_SIZE));
    if (Integer.toUnsignedLong(header.getInt(10)) + size > bytes.length) {
      throw PhotoRefusedException.cutOff("BMP");
    }
    return ScannedPicture.plain(PictureKind.BMP, width, height, bytes);
  }
}
