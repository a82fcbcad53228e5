package dev.senselink.batch.photo.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.format.ScannedPicture.Coding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Walks a WebP's chunks; takes out the profile, which is applied to the small picture instead, and
 * makes a plain picture of an animation's first frame.
 */
final class WebpScan {

  private static final int HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final int CANVAS = HEADER + CHUNK_HEADER;
  private static final int BEHIND_CANVAS = CANVAS + 10;
  private static final int HAS_PROFILE = 0x20;
  private static final int HAS_ALPHA = 0x10;

  private final ByteBuffer bytes;
  private int end;
  private int width;
  private int height;
  private Coding coding = Coding.PLAIN;
  private boolean hasPicture;
  private boolean hasCanvas;
  private int firstFrame;
  private int orientation = ExifOrientation.UPRIGHT;
  private byte[] profile = {};

  private WebpScan(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static ScannedPicture scan(byte[] bytes) throws PhotoRefusedException {
    WebpScan scan = new WebpScan(bytes);
    long end = 8 + Integer.toUnsignedLong(scan.bytes.getInt(4));
    if (end > bytes.length) {
      throw PhotoRefusedException.cutOff("WEBP");
    }
    scan.end = (int) end;
    scan.walk(HEADER, scan.end);
    if (!scan.hasPicture) {
      throw PhotoRefusedException.cutOff("WEBP");
    }
    if (scan.firstFrame != 0) {
      scan.keepFirstFrame();
    }
    return scan.picture();
  }

  private ScannedPicture picture() {
    return new ScannedPicture(
        PictureKind.WEBP, width, height, orientation, profile, coding, false, bytes.array(), end);
  }

  private void walk(int from, int to) throws PhotoRefusedException {
    int at = from;
    while (at + CHUNK_HEADER <= to) {
      int size = bytes.getInt(at + 4);
      if (size < 0 || size > to - at - CHUNK_HEADER) {
        throw PhotoRefusedException.cutOff("WEBP");
      }
      try {
        take(new String(bytes.array(), at, 4, ISO_8859_1), at + CHUNK_HEADER, size);
      } catch (IndexOutOfBoundsException shortChunk) {
        throw PhotoRefusedException.cutOff("WEBP");
      }
      at += CHUNK_HEADER + size + (size & 1);
    }
  }

  private void take(String type, int at, int size) throws PhotoRefusedException {
    switch (type) {
      case "VP8X" -> {
        ScannedPicture.checkSize(PictureKind.WEBP, three(at + 4) + 1, three(at + 7) + 1);
        bytes.put(at, (byte) (bytes.get(at) & ~HAS_PROFILE));
        hasCanvas |= at == CANVAS && size == BEHIND_CANVAS - CANVAS;
      }
      case "VP8 " ->
          picture(
              bytes.getShort(at + 6) & 0x3FFF, bytes.getShort(at + 8) & 0x3FFF, Coding.LOSSY_WEBP);
      case "VP8L" -> {
        int both = bytes.getInt(at + 1);
        picture((both & 0x3FFF) + 1, (both >> 14 & 0x3FFF) + 1, Coding.PLAIN);
      }
      case "ANMF" -> {
        ScannedPicture.checkSize(PictureKind.WEBP, three(at + 6) + 1, three(at + 9) + 1);
        firstFrame = firstFrame == 0 ? at : firstFrame;
        walk(at + FRAME_HEADER, at + size);
      }
      case "EXIF" -> {
        int prefix = bytes.get(at) == 'E' ? 6 : 0; // some writers keep the mark that JPEG needs
        orientation = ExifOrientation.orientation(bytes.array(), at + prefix, size - prefix);
      }
      case "ICCP" -> {
        profile = Arrays.copyOfRange(bytes.array(), at, at + size);
        bytes.put(at - CHUNK_HEADER, (byte) '-'); // a chunk of an unknown name is skipped
      }
      default -> {}
    }
  }

  /** The first picture counts: the only one, or an animation's first frame. */
  private void picture(int pictureWidth, int pictureHeight, Coding pictureCoding)
      throws PhotoRefusedException {
    ScannedPicture.checkSize(PictureKind.WEBP, pictureWidth, pictureHeight);
    if (!hasPicture) {
      width = pictureWidth;
      height = pictureHeight;
      coding = pictureCoding;
      hasPicture = true;
    }
  }

  /** Its chunks behind a canvas of its own size; so no decoder need know of animations. */
  private void keepFirstFrame() throws PhotoRefusedException {
    int size = bytes.getInt(firstFrame - 4) - FRAME_HEADER;
    if (!hasCanvas || size < CHUNK_HEADER) {
      throw PhotoRefusedException.cutOff("WEBP");
    }
    byte[] all = bytes.array();
    System.arraycopy(all, firstFrame + FRAME_HEADER, all, BEHIND_CANVAS, size);
    end = BEHIND_CANVAS + size;
    bytes.putInt(4, end - CHUNK_HEADER);
    bytes.put(CANVAS, (byte) (bytes.get(CANVAS) & HAS_ALPHA));
    putThree(CANVAS + 4, width - 1);
    putThree(CANVAS + 7, height - 1);
  }

  private int three(int at) {
    return bytes.get(at) & 0xFF | (bytes.getShort(at + 1) & 0xFFFF) << 8;
  }

  private void putThree(int at, int value) {
    bytes.putShort(at, (short) value).put(at + 2, (byte) (value >> 16));
  }
}
