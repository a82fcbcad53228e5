package dev.senselink.batch.photo.format;

import dev.senselink.batch.photo.PhotoRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Walks the coded pixels of a JPEG from the first to the last, without decoding them. Decoders fill
 * what is missing or damaged with whatever comes out, and the fast one does not tell; so each JPEG
 * goes this way before either engine decodes it.
 *
 * <p>What libjpeg would warn of is refused here, and more: codes that lead out of a block, and
 * levels that no picture has. See {@code DamagedJpegsTest} for what is found.
 *
 * <p>Arithmetic and lossless coding are left to the decoder: no camera writes them.
 */
public final class JpegEntropyCheck {

  private static final int SOS = 0xDA;
  private static final int CODES = 0xC4;
  private static final int DIVISORS = 0xDB;
  private static final int RESTARTS = 0xDD;
  private static final int EOI = 0xD9;
  private static final int PROGRESSIVE = 0xC2;

  /** libjpeg reads ahead by a word, and what it has read it does not miss; nor do we. */
  private static final int PADDING = Long.BYTES - 1;

  private final byte[] bytes;
  private int length;
  private final JpegTables tables = new JpegTables();
  private @Nullable JpegFrame frame;
  private int restartEvery;
  private boolean judged = true;

  private JpegEntropyCheck(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** Bytes of heap that {@link #check} needs at most. */
  public static long heapBytes(ScannedPicture picture) {
    long places = picture.isProgressive() ? picture.pixels() * 3 / Long.BYTES : 0;
    return picture.length() + places;
  }

  /**
   * Checks the pixels of a JPEG that passed its scan.
   *
   * @return the same picture, without padding behind its pixels, which decoders grumble about
   * @throws PhotoRefusedException if pixels are missing or damaged
   */
  public static ScannedPicture check(ScannedPicture picture) throws PhotoRefusedException {
    JpegEntropyCheck pixels = new JpegEntropyCheck(picture.bytes(), picture.length());
    try {
      pixels.walk();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw PhotoRefusedException.cutOff("JPEG");
    }
    return picture.ofLength(pixels.length);
  }

  private void walk() throws PhotoRefusedException {
    int at = 2;
    while (judged && (bytes[at + 1] & 0xFF) != EOI) {
      int marker = bytes[at + 1] & 0xFF;
      int end = at + 2 + number(at + 2);
      switch (marker) {
        case CODES -> tables.codes(bytes, at + 4, end);
        case DIVISORS -> tables.divisors(bytes, at + 4, end);
        case RESTARTS -> restartEvery = number(at + 4);
        case SOS -> end = scan(at, end);
        case 0xC0, 0xC1, PROGRESSIVE -> frame(at + 4, marker == PROGRESSIVE);
        default -> judged &= marker < 0xC3 || marker > 0xCF;
      }
      at = end;
    }
    if (judged && (frame == null || !frame.allSeen())) {
      throw PhotoRefusedException.cutOff("JPEG");
    }
  }

  private void frame(int at, boolean progressive) throws PhotoRefusedException {
    if (frame != null) {
      throw PhotoRefusedException.cutOff("JPEG");
    }
    frame = new JpegFrame(bytes, at, progressive);
    judged &= bytes[at] == Byte.SIZE;
  }

  /** Returns where the next segment begins. */
  private int scan(int at, int from) throws PhotoRefusedException {
    int to = JpegMarkerSearch.next(bytes, from, length);
    while (bytes[to + 1] == 0 || bytes[to + 1] == -1 || isRestart(to)) {
      to = JpegMarkerSearch.next(bytes, to + 1, length);
    }
    JpegFrame picture = frame;
    if (picture == null) {
      throw PhotoRefusedException.cutOff("JPEG");
    }
    JpegScanHeader header = JpegScanHeader.read(bytes, at, picture, tables);
    if (!picture.progressive()) {
      setRight(at);
    }
    JpegScanWalk walk = new JpegScanWalk(picture, header.parts(), header.band());
    if (!walk.hasTables()) {
      judged = false; // the decoder knows no more than we do
      return to;
    }
    JpegScanBits bits = new JpegScanBits(bytes, from, to);
    if (!walk.isWhole(bits, restartEvery) || walk.unused() > PADDING) {
      throw PhotoRefusedException.cutOff("JPEG");
    }
    return cut(to, walk.unused());
  }

  /** What means nothing in a sequential JPEG, lest the decoder complain of it. */
  private void setRight(int at) {
    int band = at + 5 + 2 * bytes[at + 4];
    bytes[band] = 0;
    bytes[band + 1] = 63;
    bytes[band + 2] = 0;
  }

  private boolean isRestart(int at) {
    return (bytes[at + 1] & 0xF8) == 0xD0;
  }

  /** Cuts unused bytes out in front of a marker; returns where that is then. */
  private int cut(int marker, int unused) {
    int from = marker;
    for (int i = 0; i < unused; i++) {
      from -= bytes[from - 1] == 0 && bytes[from - 2] == -1 ? 2 : 1;
    }
    System.arraycopy(bytes, marker, bytes, from, length - marker);
    length -= marker - from;
    return from;
  }

  private int number(int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }
}
