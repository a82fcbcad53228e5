package dev.senselink.batch.table.workbook;

import java.util.Optional;

/** Width and height of a JPEG, told from its header alone. */
record JpegSize(int width, int height) {
  private static final int MARKER = 0xff;
  private static final int FIRST_FRAME = 0xc0;
  private static final int LAST_FRAME = 0xcf;

  /** Empty if the bytes are no JPEG. */
  static Optional<JpegSize> of(byte[] jpeg) {
    if (jpeg.length < 4 || at(jpeg, 0) != MARKER || at(jpeg, 1) != 0xd8) {
      return Optional.empty();
    }
    int at = 2;
    while (at + 9 < jpeg.length && at(jpeg, at) == MARKER) {
      int marker = at(jpeg, at + 1);
      if (isFrame(marker)) {
        JpegSize size = new JpegSize(two(jpeg, at + 7), two(jpeg, at + 5));
        return size.width > 0 && size.height > 0 ? Optional.of(size) : Optional.empty();
      }
      at += 2 + two(jpeg, at + 2);
    }
    return Optional.empty();
  }

  /** Three numbers among those of frames mean something else. */
  private static boolean isFrame(int marker) {
    return marker >= FIRST_FRAME
        && marker <= LAST_FRAME
        && marker != 0xc4
        && marker != 0xc8
        && marker != 0xcc;
  }

  private static int two(byte[] bytes, int at) {
    return at(bytes, at) << 8 | at(bytes, at + 1);
  }

  private static int at(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }
}
