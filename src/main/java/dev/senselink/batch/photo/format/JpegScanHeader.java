package dev.senselink.batch.photo.format;

import dev.senselink.batch.photo.format.JpegFrame.Part;
import java.util.ArrayList;
import java.util.List;

/** What a scan of a JPEG says of itself: its components, and which coefficients it brings. */
record JpegScanHeader(List<Part> parts, JpegScanWalk.Band band) {

  /**
   * Reads the header.
   *
   * @param at where its marker is
   * @param tables those that stand before it
   * @throws IllegalArgumentException if it names a component that is not there
   */
  static JpegScanHeader read(byte[] bytes, int at, JpegFrame frame, JpegTables tables) {
    List<Part> parts = new ArrayList<>();
    int count = bytes[at + 4];
    for (int i = 0; i < count; i++) {
      parts.add(frame.part(bytes[at + 5 + 2 * i], bytes[at + 6 + 2 * i], tables));
    }
    int band = at + 5 + 2 * count;
    int precision = bytes[band + 2] & 0xFF;
    return new JpegScanHeader(
        parts, new JpegScanWalk.Band(bytes[band], bytes[band + 1], precision >> 4, precision & 15));
  }
}
