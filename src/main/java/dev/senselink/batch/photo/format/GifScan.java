package dev.senselink.batch.photo.format;

import dev.senselink.batch.photo.PhotoRefusedException;

/**
 * Walks a GIF's blocks. Only the first frame is decoded, and must be whole; the sizes of the others
 * are checked all the same, since a decoder may reserve room for them.
 */
final class GifScan {

  private static final int HEADER = 13;
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2C;
  private static final int END = 0x3B;

  private final byte[] bytes;
  private int at = HEADER;
  private int width;
  private int height;
  private int endOfFirst;

  private GifScan(byte[] bytes) {
    this.bytes = bytes;
  }

  static ScannedPicture scan(byte[] bytes) throws PhotoRefusedException {
    GifScan scan = new GifScan(bytes);
    try {
      scan.walk();
    } catch (IndexOutOfBoundsException cutOff) {
      // What is missing after the first frame is not missed.
    }
    if (scan.endOfFirst == 0) {
      throw PhotoRefusedException.cutOff("GIF");
    }
    bytes[scan.endOfFirst] = END;
    return new ScannedPicture(
        PictureKind.GIF,
        scan.width,
        scan.height,
        ExifOrientation.UPRIGHT,
        new byte[0],
        ScannedPicture.Coding.PLAIN,
        false,
        bytes,
        scan.endOfFirst + 1);
  }

  private void walk() throws PhotoRefusedException {
    ScannedPicture.checkSize(PictureKind.GIF, number(6), number(8));
    skipPalette(bytes[10]);
    while (bytes[at] != END) {
      if (bytes[at] == EXTENSION) {
        at += 2;
        skipBlocks();
      } else if (bytes[at] == FRAME) {
        frame();
      } else {
        at++; // padding
      }
    }
  }

  private void frame() throws PhotoRefusedException {
    int frameWidth = number(at + 5);
    int frameHeight = number(at + 7);
    // With its place: a decoder of animations makes room up to the frame's far corner.
    ScannedPicture.checkSize(
        PictureKind.GIF, number(at + 1) + frameWidth, number(at + 3) + frameHeight);
    ScannedPicture.checkSize(PictureKind.GIF, frameWidth, frameHeight);
    byte flags = bytes[at + 9];
    at += 10;
    skipPalette(flags);
    at++;
    skipBlocks();
    if (endOfFirst == 0 && at < bytes.length) {
      endOfFirst = at;
      width = frameWidth;
      height = frameHeight;
    }
  }

  private void skipPalette(byte flags) {
    at += (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  private void skipBlocks() {
    while (bytes[at] != 0) {
      at += 1 + (bytes[at] & 0xFF);
    }
    at++;
  }

  private int number(int place) {
    return bytes[place] & 0xFF | (bytes[place + 1] & 0xFF) << 8;
  }
}
