package dev.senselink.batch.photo.format;

import dev.senselink.batch.photo.RefusedException;
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
public final class CodedPixels {

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

  private CodedPixels(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** Bytes of heap that {@link #check} needs at most. */
  public static long heapBytes(Picture picture) {
    long places = picture.isProgressive() ? picture.pixels() * 3 / Long.BYTES : 0;
    return picture.length() + places;
  }

  /**
   * Checks the pixels of a JPEG that passed its scan.
   *
   * @return the same picture, without padding behind its pixels, which decoders grumble about
   * @throws RefusedException if pixels are missing or damaged
   */
  public static Picture check(Picture picture) throws RefusedException {
    CodedPixels pixels = new CodedPixels(picture.bytes(), picture.length());
    try {
      pixels.walk();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw RefusedException.cutOff("JPEG");
    }
    return picture.ofLength(pixels.length);
  }

  private void walk() throws RefusedException {
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
      throw RefusedException.cutOff("JPEG");
    }
  }

  private void frame(int at, boolean progressive) throws RefusedException {
    if (frame != null) {
      throw RefusedException.cutOff("JPEG");
    }
    frame = new JpegFrame(bytes, at, progressive);
    judged &= bytes[at] == Byte.SIZE;
  }

  /** Returns where the next segment begins. */
  private int scan(int at, int from) throws RefusedException {
    int to = MarkerSearch.next(bytes, from, length);
    while (bytes[to + 1] == 0 || bytes[to + 1] == -1 || isRestart(to)) {
      to = MarkerSearch.next(bytes, to + 1, length);
    }
    JpegFrame picture = frame;
    if (picture == null) {
      throw RefusedException.cutOff("JPEG");
    }
    ScanHeader header = ScanHeader.read(bytes, at, picture, tables);
    if (!picture.progressive()) {
      setRight(at);
    }
    ScanWalk walk = new ScanWalk(picture, header.parts(), header.band());
    if (!walk.hasTables()) {
      judged = false; // webcams leave out the tables that everybody knows
      return to;
    }
    ScanBits bits = new ScanBits(bytes, from, to);
    if (!walk.isWhole(bits, restartEvery) || walk.unused() > PADDING) {
      throw RefusedException.cutOff("JPEG");
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
