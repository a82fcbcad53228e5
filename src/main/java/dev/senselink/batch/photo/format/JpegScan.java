package dev.senselink.batch.photo.format;

import static dev.senselink.batch.photo.PhotoMessages.words;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.senselink.batch.photo.PhotoRefusedException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks a JPEG's segments to its end mark. Finds size, orientation and profile, and cuts out all
 * metadata, so that no damaged note can disturb the decoder and nothing after the end (a second
 * picture, a gain map, garbage) is looked at.
 */
final class JpegScan {

  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP14 = 0xEE;
  private static final int COMMENT = 0xFE;

  /** A hostile file costs a pass over all pixels for each of its scans; real ones have ten. */
  private static final int MOST_SCANS = 100;

  private static final int MOST_SEGMENTS = 5_000;
  private static final int CMYK = 4;

  private record Segment(int marker, int start, int end) {}

  private final byte[] bytes;
  private final List<Segment> segments = new ArrayList<>();
  private final ByteArrayOutputStream profile = new ByteArrayOutputStream();
  private int scans;
  private int frame = -1;
  private int frameMarker;
  private int orientation;

  private JpegScan(byte[] bytes) {
    this.bytes = bytes;
  }

  static ScannedPicture scan(byte[] bytes) throws PhotoRefusedException {
    JpegScan scan = new JpegScan(bytes);
    scan.walk();
    return scan.picture();
  }

  private void walk() throws PhotoRefusedException {
    int at = 2;
    while (true) {
      at = nextMarker(at);
      int marker = bytes[at + 1] & 0xFF;
      if (marker == EOI) {
        return;
      }
      int end = isBare(marker) ? at + 2 : at + 2 + number(at + 2);
      if (end > bytes.length || segments.size() >= MOST_SEGMENTS) {
        throw PhotoRefusedException.cutOff("JPEG");
      }
      take(marker, at, end);
      if (marker == SOS) {
        end = endOfScan(end);
        segments.set(segments.size() - 1, new Segment(SOS, at, end));
      }
      at = end;
    }
  }

  /** Tolerates what some cameras leave between segments. */
  private int nextMarker(int from) throws PhotoRefusedException {
    int last = bytes.length - 1;
    int at = JpegMarkerSearch.next(bytes, from, last);
    while (at < last && (bytes[at + 1] == -1 || bytes[at + 1] == 0)) {
      at = JpegMarkerSearch.next(bytes, at + 1, last);
    }
    if (at >= last) {
      throw PhotoRefusedException.cutOff("JPEG");
    }
    return at;
  }

  /** Skips coded pixels, in which FF 00 is a byte and D0 to D7 are restarts. */
  private int endOfScan(int from) throws PhotoRefusedException {
    int at = nextMarker(from);
    while (isRestart(bytes[at + 1] & 0xFF)) {
      at = nextMarker(at + 2);
    }
    return at;
  }

  private void take(int marker, int start, int end) throws PhotoRefusedException {
    segments.add(new Segment(marker, start, end));
    if (marker == SOS && ++scans > MOST_SCANS) {
      throw PhotoRefusedException.unreadable(words("photo.passes", MOST_SCANS));
    }
    if (isFrame(marker)) {
      if (end - start < 10) {
        throw PhotoRefusedException.cutOff("JPEG");
      }
      frame = start;
      frameMarker = marker;
    }
    if (marker == APP1 && orientation == 0 && starts(start, "Exif\0\0")) {
      orientation = ExifOrientation.orientation(bytes, start + 10, end - start - 10);
    }
    if (marker == APP2 && starts(start, "ICC_PROFILE\0") && end - start > 18) {
      profile.write(bytes, start + 18, end - start - 18);
    }
  }

  private ScannedPicture picture() throws PhotoRefusedException {
    if (frame < 0 || scans == 0) {
      throw PhotoRefusedException.cutOff("JPEG");
    }
    int bits = bytes[frame + 4] & 0xFF;
    if (bits > Byte.SIZE) {
      throw PhotoRefusedException.unreadable(words("photo.jpegBits", bits));
    }
    int components = bytes[frame + 9] & 0xFF;
    boolean cmyk = components == CMYK;
    return new ScannedPicture(
        PictureKind.JPEG,
        number(frame + 7),
        number(frame + 5),
        Math.max(orientation, ExifOrientation.UPRIGHT),
        cmyk ? new byte[0] : profile.toByteArray(),
        frameMarker == 0xC2 || frameMarker == 0xC6 || frameMarker == 0xCA
            ? ScannedPicture.Coding.PROGRESSIVE
            : ScannedPicture.Coding.PLAIN,
        frameMarker <= 0xC2 && bits == Byte.SIZE && (components == 1 || components == 3),
        bytes,
        compact(cmyk));
  }

  /** The decoder needs the profile of CMYK itself: without it the inks mean nothing. */
  private int compact(boolean withProfile) {
    int length = 2;
    for (Segment segment : segments) {
      if (isNeeded(segment, withProfile)) {
        calm(segment);
        int size = segment.end() - segment.start();
        System.arraycopy(bytes, segment.start(), bytes, length, size);
        length += size;
      }
    }
    bytes[length] = (byte) 0xFF;
    bytes[length + 1] = (byte) EOI;
    return length + 2;
  }

  /** Values that a decoder only grumbles about, on the user's terminal, become the usual ones. */
  private void calm(Segment segment) {
    int version = segment.start() + 9;
    int colours = segment.start() + 15;
    if (segment.marker() == APP0 && version < segment.end()) {
      bytes[version] = 1;
    }
    if (segment.marker() == APP14 && colours < segment.end() && bytes[frame + 9] != CMYK) {
      bytes[colours] = bytes[colours] == 0 ? 0 : (byte) 1;
    }
  }

  private boolean isNeeded(Segment segment, boolean withProfile) {
    return switch (segment.marker()) {
      case APP0 -> starts(segment.start(), "JFIF\0");
      case APP2 -> withProfile && starts(segment.start(), "ICC_PROFILE\0");
      case APP14 -> starts(segment.start(), "Adobe");
      case COMMENT -> false;
      default -> !isBare(segment.marker()) && (segment.marker() & 0xF0) != APP0;
    };
  }

  private boolean starts(int segment, String text) {
    byte[] mark = text.getBytes(ISO_8859_1);
    int from = segment + 4;
    return from + mark.length <= bytes.length
        && java.util.Arrays.equals(bytes, from, from + mark.length, mark, 0, mark.length);
  }

  private int number(int at) {
    return at + 1 < bytes.length ? (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF : 1 << 30;
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xD0 && marker <= 0xD7;
  }

  private static boolean isBare(int marker) {
    return isRestart(marker) || marker == SOI || marker == 1;
  }
}
