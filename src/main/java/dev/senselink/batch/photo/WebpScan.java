package dev.senselink.batch.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Walks a WebP's chunks; takes out the profile, which is applied to the small picture instead. */
final class WebpScan {

  private static final int HEADER = 12;
  private static final int HAS_PROFILE = 0x20;
  private static final int FRAME_HEADER = 16;

  private final ByteBuffer bytes;
  private int width;
  private int height;
  private boolean hasPicture;
  private int orientation = Exif.UPRIGHT;
  private byte[] profile = {};

  private WebpScan(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Picture scan(byte[] bytes) throws RefusedException {
    WebpScan scan = new WebpScan(bytes);
    long end = 8 + Integer.toUnsignedLong(scan.bytes.getInt(4));
    if (end > bytes.length) {
      throw RefusedException.cutOff("WEBP");
    }
    scan.walk(HEADER, (int) end);
    if (!scan.hasPicture) {
      throw RefusedException.cutOff("WEBP");
    }
    return new Picture(
        PictureKind.WEBP,
        scan.width,
        scan.height,
        scan.orientation,
        scan.profile,
        false,
        null,
        bytes,
        (int) end);
  }

  private void walk(int start, int end) throws RefusedException {
    int at = start;
    while (at + 8 <= end) {
      int size = bytes.getInt(at + 4);
      if (size < 0 || size > end - at - 8) {
        throw RefusedException.cutOff("WEBP");
      }
      try {
        take(new String(bytes.array(), at, 4, ISO_8859_1), at + 8, size);
      } catch (IndexOutOfBoundsException shortChunk) {
        throw RefusedException.cutOff("WEBP");
      }
      at += 8 + size + (size & 1);
    }
  }

  private void take(String type, int at, int size) throws RefusedException {
    switch (type) {
      case "VP8X" -> {
        Picture.checkSize(PictureKind.WEBP, three(at + 4) + 1, three(at + 7) + 1);
        bytes.put(at, (byte) (bytes.get(at) & ~HAS_PROFILE));
      }
      case "VP8 " -> picture(bytes.getShort(at + 6) & 0x3FFF, bytes.getShort(at + 8) & 0x3FFF);
      case "VP8L" -> {
        int both = bytes.getInt(at + 1);
        picture((both & 0x3FFF) + 1, (both >> 14 & 0x3FFF) + 1);
      }
      case "ANMF" -> {
        Picture.checkSize(PictureKind.WEBP, three(at + 6) + 1, three(at + 9) + 1);
        walk(at + FRAME_HEADER, at + size);
      }
      case "EXIF" -> {
        int prefix = bytes.get(at) == 'E' ? 6 : 0; // some writers keep the mark that JPEG needs
        orientation = Exif.orientation(bytes.array(), at + prefix, size - prefix);
      }
      case "ICCP" -> {
        profile = Arrays.copyOfRange(bytes.array(), at, at + size);
        bytes.put(at - 8, (byte) '-'); // a chunk of an unknown name is skipped
      }
      default -> {}
    }
  }

  /** The first picture counts: the only one, or an animation's first frame. */
  private void picture(int pictureWidth, int pictureHeight) throws RefusedException {
    Picture.checkSize(PictureKind.WEBP, pictureWidth, pictureHeight);
    if (!hasPicture) {
      width = pictureWidth;
      height = pictureHeight;
      hasPicture = true;
    }
  }

  private int three(int at) {
    return bytes.get(at) & 0xFF | (bytes.getShort(at + 1) & 0xFFFF) << 8;
  }
}
