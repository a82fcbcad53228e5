package dev.senselink.batch.photo;

/**
 * Which part of a source a photo shows: first the upright source is turned, then the part is cut
 * out.
 *
 * @param quarters clockwise, 0 to 3
 * @param part in shares of the turned picture
 */
public record Framing(int quarters, FaceBox part) {
  private static final FaceBox ALL = new FaceBox(0, 0, 1, 1);

  /** The source as it is. */
  public static final Framing WHOLE = new Framing(0, ALL);

  /** All of it, turned. */
  public static Framing turned(int quarters) {
    return new Framing(quarters, ALL);
  }

  /** The same way up, but only a part of it. */
  public Framing cut(FaceBox to) {
    return new Framing(quarters, to);
  }
}
