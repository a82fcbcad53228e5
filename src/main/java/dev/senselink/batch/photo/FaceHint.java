package dev.senselink.batch.photo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something about a photo that a person may want to look at. It decides nothing.
 *
 * @param value rounded, as it is shown
 * @param excess how far beyond the limit: 1 at the limit, more beyond
 */
public record FaceHint(Kind kind, long value, double excess) {
  private static final Pattern TEXT = Pattern.compile("([A-Z_]+) (\\d+)");

  /** The names are those of {@code results.csv} and are a promise. */
  public enum Kind {
    FACE_SMALL(1, "px", 40, true),
    FACE_CUT_OFF(2, "%", 2, false),
    FACE_TURNED(3, "deg", 20, false),
    PICTURE_DARK(4, "", 80, true),
    PICTURE_FLAT(5, "", 60, true),
    FACE_BLURRED(6, "", 6, true);

    private final int number;
    private final String unit;
    private final double usual;
    private final boolean below;

    Kind(int number, String unit, double usual, boolean below) {
      this.number = number;
      this.unit = unit;
      this.usual = usual;
      this.below = below;
    }

    /** As files keep it: never given to another kind. */
    public int number() {
      return number;
    }

    /**
     * The one of a number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Kind numbered(int number) {
      return Arrays.stream(values())
          .filter(kind -> kind.number == number)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no hint " + number));
    }

    private double excess(long value) {
      return below ? (usual + 1) / (value + 1) : (value + 1) / (usual + 1);
    }
  }

  /** As in {@code results.csv}: {@code FACE_SMALL 31px}. */
  @Override
  public String toString() {
    return kind + " " + value + kind.unit;
  }

  /** Hints as they were written; how far beyond is judged by the usual limits. */
  public static List<FaceHint> read(String text) {
    List<FaceHint> hints = new ArrayList<>();
    Matcher one = TEXT.matcher(text);
    while (one.find()) {
      Kind kind = Kind.valueOf(one.group(1));
      long value = Long.parseLong(one.group(2));
      hints.add(new FaceHint(kind, value, kind.excess(value)));
    }
    return hints;
  }
}
