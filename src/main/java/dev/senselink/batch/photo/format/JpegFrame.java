package dev.senselink.batch.photo.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a JPEG is divided: its components, their blocks, and how many blocks lie in one unit. */
final class JpegFrame {

  private static final int BLOCK = 8;
  private static final byte NOTHING = -1;

  /** Eight times the darkest pixel, and what encoders round it to. */
  private static final int HIGHEST = 8 * 128 + 32;

  private final boolean progressive;
  private final List<Component> components = new ArrayList<>();
  private final int units;

  /** One of the planes of which the picture consists. */
  static final class Component {
    private final int id;

    /** Which table of divisors its coefficients are coded with. */
    private final int divisors;

    /** Blocks in one unit of a scan of several components. */
    final int blocksAUnit;

    /** Blocks across, as coded alone. */
    final int across;

    /** Blocks down, as coded alone. */
    final int down;

    private long @Nullable [] known;

    /** Down to which bit each coefficient is known, {@link #NOTHING} before its first scan. */
    private final byte[] bits = new byte[BLOCK * BLOCK];

    private boolean seen;

    /** The first coefficient of the block before, as the next one is told as a difference to it. */
    private int level;

    /** Beyond this no first coefficient of eight-bit pixels can be. */
    private int highest;

    private Component(int id, int divisors, int blocksAUnit, int across, int down) {
      this.id = id;
      this.divisors = divisors;
      this.blocksAUnit = blocksAUnit;
      this.across = across;
      this.down = down;
      Arrays.fill(bits, NOTHING);
    }

    /** Forgets the block before, as behind a restart marker. */
    void begin() {
      level = 0;
    }

    /** Whether the next first coefficient is one that a picture can have. */
    boolean moveLevel(int difference) {
      level += difference;
      return level <= highest && level >= -highest;
    }

    /** For each block a bit for each coefficient that is known not to be zero; to be changed. */
    long[] known() {
      long[] made = known == null ? new long[across * down] : known;
      known = made;
      return made;
    }

    /** Takes the next bits of a band; false if they do not follow those that came before. */
    boolean refine(JpegScanWalk.Band band) {
      boolean follows = band.first() == 0 || bits[0] != NOTHING;
      for (int i = band.first(); i <= band.last(); i++) {
        follows &= band.before() == Math.max(0, bits[i]);
        bits[i] = (byte) band.after();
      }
      return follows;
    }
  }

  /**
   * A component as it takes part in a scan.
   *
   * @param dc the table of the first coefficients, {@code null} if the file has none
   * @param ac the table of the others
   */
  record Part(Component component, @Nullable HuffmanTable dc, @Nullable HuffmanTable ac) {}

  /**
   * Reads a frame header.
   *
   * @param at behind marker and length
   * @throws IllegalArgumentException if it makes no sense
   */
  JpegFrame(byte[] bytes, int at, boolean progressive) {
    this.progressive = progressive;
    int height = (bytes[at + 1] & 0xFF) << 8 | bytes[at + 2] & 0xFF;
    int width = (bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF;
    int count = bytes[at + 5];
    int most = 0;
    int mostDown = 0;
    for (int i = 0; i < count; i++) {
      int sampling = bytes[at + 7 + 3 * i] & 0xFF;
      most = Math.max(most, sampling >> 4);
      mostDown = Math.max(mostDown, sampling & 15);
    }
    if (count < 1 || count > 4 || most < 1 || most > 4 || mostDown < 1 || mostDown > 4) {
      throw new IllegalArgumentException("no JPEG has such components");
    }
    for (int i = 0; i < count; i++) {
      int sampling = bytes[at + 7 + 3 * i] & 0xFF;
      int across = up(up(width * (sampling >> 4), most), BLOCK);
      int down = up(up(height * (sampling & 15), mostDown), BLOCK);
      int blocks = (sampling >> 4) * (sampling & 15);
      int divisors = bytes[at + 8 + 3 * i];
      components.add(new Component(bytes[at + 6 + 3 * i], divisors, blocks, across, down));
    }
    boolean alone = count == 1; // then its sampling means nothing
    int across = up(width, alone ? BLOCK : BLOCK * most);
    units = across * up(height, alone ? BLOCK : BLOCK * mostDown);
  }

  boolean progressive() {
    return progressive;
  }

  /** Units of a scan of several components. */
  int units() {
    return units;
  }

  /** Notes that a scan brings a component. */
  Part part(int id, int selectors, JpegTables tables) {
    for (Component component : components) {
      if (component.id == id) {
        component.seen = true;
        int divisor = tables.divisor(component.divisors);
        component.highest = (HIGHEST + divisor) / divisor;
        return new Part(component, tables.first(selectors >> 4), tables.others(selectors));
      }
    }
    throw new IllegalArgumentException("a scan of a component that is not there");
  }

  boolean allSeen() {
    return components.stream().allMatch(component -> component.seen);
  }

  private static int up(int value, int unit) {
    return (value + unit - 1) / unit;
  }
}
