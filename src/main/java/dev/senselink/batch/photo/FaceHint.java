package dev.senselink.batch.photo;

/**
 * Something about a photo that a person may want to look at. It decides nothing.
 *
 * @param value rounded, as it is shown
 * @param excess how far beyond the limit: 1 at the limit, more beyond
 */
public record FaceHint(Kind kind, long value, double excess) {

  /** The names are those of {@code results.csv} and are a promise. */
  public enum Kind {
    FACE_SMALL("px"),
    FACE_CUT_OFF("%"),
    FACE_TURNED("deg"),
    PICTURE_DARK(""),
    PICTURE_FLAT(""),
    FACE_BLURRED("");

    private final String unit;

    Kind(String unit) {
      this.unit = unit;
    }
  }

  /** As in {@code results.csv}: {@code FACE_SMALL 31px}. */
  @Override
  public String toString() {
    return kind + " " + value + kind.unit;
  }
}
