package dev.senselink.batch.photo;

/** Width and height in pixels. */
public record PixelSize(int width, int height) {

  public int longSide() {
    return Math.max(width, height);
  }

  /** Scaled so that the long side is at most this; never enlarged, never below one pixel. */
  public PixelSize within(int side) {
    if (longSide() <= side) {
      return this;
    }
    double factor = (double) side / longSide();
    return new PixelSize(
        Math.max(1, (int) Math.round(width * factor)),
        Math.max(1, (int) Math.round(height * factor)));
  }
}
