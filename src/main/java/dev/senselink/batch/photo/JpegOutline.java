package dev.senselink.batch.photo;

import org.jspecify.annotations.Nullable;

/**
 * What the markers of a JPEG tell of its pixels, without a look at them: enough to know of nearly
 * every photo that it is whole, once it is decoded.
 */
final class JpegOutline {

  private static final HuffmanTable[] NO_TABLES = new HuffmanTable[8];

  private @Nullable JpegFrame frame;
  private int scans;
  private int restartEvery;
  private int restarts;
  private boolean odd;

  /** A frame header; {@code at} is where its marker is. */
  void frame(byte[] bytes, int at, int marker) {
    try {
      odd |= frame != null;
      frame = new JpegFrame(bytes, at + 4, marker == 0xC2);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      odd = true;
    }
  }

  /** So many units stand between two restart markers, 0 = there are none. */
  void restartEvery(int units) {
    restartEvery = units;
  }

  /** A scan begins; {@code at} is where its marker is. */
  void scan(byte[] bytes, int at) {
    scans++;
    try {
      if (frame != null && frame.progressive()) {
        ScanHeader header = ScanHeader.read(bytes, at, frame, NO_TABLES);
        odd |= !ScanWalk.follows(frame, header.parts(), header.band());
      } else if (frame != null) {
        int band = at + 5 + 2 * bytes[at + 4];
        boolean plain = bytes[band] == 0 && bytes[band + 1] == 63 && bytes[band + 2] == 0;
        odd |= !plain || bytes[at + 4] != frame.count();
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      odd = true;
    }
  }

  void restart() {
    restarts++;
  }

  /**
   * Whether the markers leave it open that pixels are missing. If not: of a progressive picture all
   * scans are there; of another one, all pieces between restart markers.
   */
  boolean isDoubtful() {
    if (odd || frame == null) {
      return true;
    }
    if (frame.progressive()) {
      return !frame.isKnownWhole();
    }
    return scans != 1 || restarts != expectedRestarts(frame.units());
  }

  private int expectedRestarts(int units) {
    return restartEvery == 0 ? 0 : (units - 1) / restartEvery;
  }

  /** Whether the last pixels tell that those before them are there. */
  boolean isProgressive() {
    return frame != null && frame.progressive();
  }

  /** Pixels that are coded together. */
  Size unit() {
    return frame == null ? new Size(1, 1) : frame.unit();
  }
}
