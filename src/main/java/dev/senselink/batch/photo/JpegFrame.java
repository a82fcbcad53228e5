package dev.senselink.batch.photo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a JPEG is divided: its components, their blocks, and how many blocks lie in one unit. */
final class JpegFrame {

  private static final int BLOCK = 8;
  private static final byte NOTHING = -1;

  private final boolean progressive;
  private final List<Component> components = new ArrayList<>();
  private final Size unit;
  private final int unitsAcross;
  private final int unitsDown;

  /** One of the planes of which the picture consists. */
  static final class Component {
    private final int id;

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

    private Component(int id, int blocksAUnit, int across, int down) {
      this.id = id;
      this.blocksAUnit = blocksAUnit;
      this.across = across;
      this.down = down;
      Arrays.fill(bits, NOTHING);
    }

    /** For each block a bit for each coefficient that is known not to be zero; to be changed. */
    long[] known() {
      long[] made = known == null ? new long[across * down] : known;
      known = made;
      return made;
    }

    private boolean isKnownWhole() {
      for (byte bit : bits) {
        if (bit != 0) {
          return false;
        }
      }
      return true;
    }

    /** Takes the next bits of a band; false if they do not follow those that came before. */
    boolean refine(ScanWalk.Band band) {
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
      components.add(new Component(bytes[at + 6 + 3 * i], blocks, across, down));
    }
    boolean alone = count == 1; // then its sampling means nothing
    unit = new Size(alone ? BLOCK : BLOCK * most, alone ? BLOCK : BLOCK * mostDown);
    unitsAcross = up(width, unit.width());
    unitsDown = up(height, unit.height());
  }

  boolean progressive() {
    return progressive;
  }

  /** Units of a scan of several components. */
  int units() {
    return unitsAcross * unitsDown;
  }

  /** Notes that a scan brings a component. */
  Part part(int id, int selectors, @Nullable HuffmanTable[] tables) {
    for (Component component : components) {
      if (component.id == id) {
        component.seen = true;
        return new Part(component, tables[selectors >> 4 & 3], tables[4 | selectors & 3]);
      }
    }
    throw new IllegalArgumentException("a scan of a component that is not there");
  }

  boolean allSeen() {
    return components.stream().allMatch(component -> component.seen);
  }

  /** How many components there are. */
  int count() {
    return components.size();
  }

  /** Pixels that are coded together, where a scan brings all components. */
  Size unit() {
    return unit;
  }

  /** Whether the scans so far brought every bit of a progressive picture. */
  boolean isKnownWhole() {
    return components.stream().allMatch(Component::isKnownWhole);
  }

  private static int up(int value, int unit) {
    return (value + unit - 1) / unit;
  }
}
