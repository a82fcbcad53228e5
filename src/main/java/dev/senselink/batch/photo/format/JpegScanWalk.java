package dev.senselink.batch.photo.format;

import dev.senselink.batch.photo.format.JpegFrame.Component;
import dev.senselink.batch.photo.format.JpegFrame.Part;
import java.util.List;

/** The way through one scan: from code to code, each block of each unit. */
final class JpegScanWalk {

  private static final int LAST = 63;
  private static final int ZEROS = 15;

  /** Bits of a difference of two first coefficients of eight-bit pixels. */
  private static final int LARGEST_DIFFERENCE = 11;

  /**
   * Which coefficients a scan of a progressive JPEG brings.
   *
   * @param before down to which bit they are known already, 0 for not at all
   * @param after down to which bit they are known then
   */
  record Band(int first, int last, int before, int after) {
    boolean refines() {
      return before != 0;
    }
  }

  private final JpegFrame frame;
  private final List<Part> parts;
  private final Band band;

  /** Bits that the first coefficients lack as yet; in a sequential JPEG the header may lie. */
  private final int scale;

  /** Blocks that an end-of-band still covers. */
  private int ended;

  private int unused;

  /**
   * The way through one scan, after those before it.
   *
   * @throws IllegalArgumentException if it does not follow those before it
   */
  JpegScanWalk(JpegFrame frame, List<Part> parts, Band band) {
    if (!follows(frame, parts, band)) {
      throw new IllegalArgumentException("no JPEG has such a scan");
    }
    this.frame = frame;
    this.parts = parts;
    this.band = band;
    scale = frame.progressive() ? band.after() : 0;
  }

  /** Whether a scan fits those before it; notes what it brings. */
  static boolean follows(JpegFrame frame, List<Part> parts, Band band) {
    return !parts.isEmpty() && (!frame.progressive() || isBand(band, parts));
  }

  private static boolean isBand(Band band, List<Part> parts) {
    boolean others = parts.size() == 1 && band.first() > 0 && band.first() <= band.last();
    boolean first = band.first() == 0 && band.last() == 0;
    return (first || others)
        && band.last() <= LAST
        && parts.stream().allMatch(part -> part.component().refine(band));
  }

  /** Whether the file brought the tables; if not, only the decoder can tell. */
  boolean hasTables() {
    boolean first = band.first() == 0;
    boolean needsDc = !frame.progressive() || first && !band.refines();
    boolean needsAc = !frame.progressive() || !first;
    return parts.stream()
        .allMatch(part -> (!needsDc || part.dc() != null) && (!needsAc || part.ac() != null));
  }

  /** Whether every unit is there and every code is one, and nothing stands between the pieces. */
  boolean isWhole(JpegScanBits bits, int restartEvery) {
    int units = isAlone() ? only().across * only().down : frame.units();
    int aPiece = restartEvery == 0 ? units : restartEvery;
    int pieces = (units + aPiece - 1) / aPiece;
    if (!bits.isInOrder() || bits.pieces() < pieces) {
      return false;
    }
    for (int piece = 0; piece < pieces; piece++) {
      int from = piece * aPiece;
      boolean last = piece == pieces - 1;
      if (!isWhole(bits, piece, from, last ? units : from + aPiece)
          || !last && bits.unused(piece) != 0) {
        return false;
      }
    }
    unused = bits.unused(pieces - 1);
    return bits.isNothingBehind(pieces);
  }

  /** Bytes behind the last code, once the walk is done. */
  int unused() {
    return unused;
  }

  private boolean isWhole(JpegScanBits bits, int piece, int from, int to) {
    Part first = parts.get(0);
    boolean alone = isAlone();
    bits.begin(piece);
    ended = 0;
    parts.forEach(part -> part.component().begin());
    for (int unit = from; unit < to; unit++) {
      boolean sound = alone ? block(bits, first, unit) : unit(bits);
      if (!sound || bits.beyond(piece)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAlone() {
    return parts.size() == 1;
  }

  private Component only() {
    return parts.get(0).component();
  }

  private boolean unit(JpegScanBits bits) {
    for (Part part : parts) {
      for (int i = part.component().blocksAUnit; i > 0; i--) {
        if (!block(bits, part, 0)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean block(JpegScanBits bits, Part part, int index) {
    HuffmanTable dc = part.dc();
    HuffmanTable ac = part.ac();
    if (!frame.progressive()) {
      return dc != null && ac != null && first(bits, dc, part.component()) && others(bits, ac);
    }
    if (band.first() == 0) {
      bits.at += band.refines() ? 1 : 0;
      return band.refines() || dc != null && first(bits, dc, part.component());
    }
    if (ac == null) {
      return false;
    }
    return band.refines()
        ? refined(bits, ac, part.component(), index)
        : begun(bits, ac, part.component(), index);
  }

  /** The first coefficient: a code that is the length of the difference behind it. */
  private boolean first(JpegScanBits bits, HuffmanTable table, Component component) {
    int code = table.code(bits.next16Bits());
    int size = code >> 8;
    bits.at += code & 0xFF;
    if (code == HuffmanTable.NONE || size > LARGEST_DIFFERENCE) {
      return false;
    }
    int value = bits.take(size);
    int negative = (1 << size) - 1;
    int difference = size == 0 || value >> size - 1 != 0 ? value : value - negative;
    return component.moveLevel(difference << scale);
  }

  /** The others: several at a look, singly where those would go beyond the block's end. */
  private static boolean others(JpegScanBits bits, HuffmanTable table) {
    char[] chains = table.chains();
    long look = bits.nextSureBits();
    int used = 0;
    int place = 1;
    while (place <= LAST) {
      int chain = chains[(int) (look >>> Long.SIZE - HuffmanTable.CHAIN)];
      int next = place + (chain >> HuffmanTable.CHAIN_BITS);
      if (chain == HuffmanTable.NONE || (next & HuffmanTable.END - 1) > LAST) {
        bits.at += used;
        int step = table.step(bits.next16Bits());
        if (step == HuffmanTable.NONE) {
          return false;
        }
        bits.at += step & 0xFF;
        place += step >> 8;
        look = bits.nextSureBits();
        used = 0;
        continue;
      }
      place = next;
      chain &= (1 << HuffmanTable.CHAIN_BITS) - 1;
      used += chain;
      look <<= chain;
      if (used > JpegScanBits.SURE - HuffmanTable.CHAIN) {
        bits.at += used;
        look = bits.nextSureBits();
        used = 0;
      }
    }
    bits.at += used;
    return place == LAST + 1 || place > HuffmanTable.END;
  }

  /** A block of a band that comes for the first time. */
  private boolean begun(JpegScanBits bits, HuffmanTable table, Component component, int index) {
    if (ended > 0) {
      ended--;
      return true;
    }
    long known = component.known()[index];
    for (int place = band.first(); place <= band.last(); place++) {
      int code = table.code(bits.next16Bits());
      if (code == HuffmanTable.NONE) {
        return false;
      }
      bits.at += code & 0xFF;
      int run = code >> 12;
      int size = code >> 8 & 15;
      if (size == 0 && run < ZEROS) {
        ended = (1 << run) - 1 + bits.take(run);
        break;
      }
      place += run;
      bits.at += size;
      if (size != 0 && place <= LAST) {
        known |= 1L << place;
      }
    }
    component.known()[index] = known;
    return true;
  }

  /** A block of a band that gets one more bit of precision. */
  private boolean refined(JpegScanBits bits, HuffmanTable table, Component component, int index) {
    long known = component.known()[index];
    int place = band.first();
    while (ended == 0 && place <= band.last()) {
      int code = table.code(bits.next16Bits());
      if (code == HuffmanTable.NONE) {
        return false;
      }
      bits.at += code & 0xFF;
      int run = code >> 12;
      int size = code >> 8 & 15;
      if (size == 0 && run < ZEROS) {
        ended = (1 << run) + bits.take(run);
        break;
      }
      bits.at += size == 0 ? 0 : 1;
      place = past(bits, known, place, run);
      if (size != 0 && place <= LAST) {
        component.known()[index] |= 1L << place;
      }
      place++;
    }
    if (ended > 0) {
      ended--;
      bits.at += Long.bitCount(known & from(place) & ~from(band.last() + 1));
    }
    return true;
  }

  /** Skips so many unknown places and a bit for each known one; the next unknown place. */
  private int past(JpegScanBits bits, long known, int from, int run) {
    int place = from;
    int left = run;
    for (; place <= band.last(); place++) {
      if ((known >>> place & 1) != 0) {
        bits.at++;
      } else if (left-- == 0) {
        break;
      }
    }
    return place;
  }

  private static long from(int place) {
    return place > LAST ? 0 : -1L << place;
  }
}
