package dev.senselink.batch.photo.face;

import dev.senselink.batch.photo.FaceBox;

/** Head and shoulders around a face, three to four, as far as the picture reaches. */
final class FacePortrait {
  /** Of the face's width. */
  private static final double WIDTH = 2.6;

  private static final double SHAPE = 4.0 / 3;

  /** The middle of the face lies so far down. */
  private static final double FACE_AT = 0.42;

  private FacePortrait() {}

  /**
   * The part to cut out.
   *
   * @param width pixels of the picture
   * @param height pixels of the picture
   */
  static FaceBox around(FaceBox face, int width, int height) {
    double wide = Math.min(WIDTH * face.width() * width, Math.min(width, height / SHAPE));
    double high = wide * SHAPE;
    double left = (face.left() + face.width() / 2) * width - wide / 2;
    double top = (face.top() + face.height() / 2) * height - high * FACE_AT;
    return new FaceBox(
        within(left, width - wide) / width,
        within(top, height - high) / height,
        wide / width,
        high / height);
  }

  private static double within(double value, double most) {
    return Math.max(0, Math.min(value, most));
  }
}
