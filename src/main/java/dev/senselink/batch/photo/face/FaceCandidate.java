package dev.senselink.batch.photo.face;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a detector thinks there is a face, in pixels of the whole picture.
 *
 * @param x of the left edge
 * @param y of the upper edge
 * @param score 0 to 1
 * @param eyeX of the eye that is left in an upright picture, then its height, then the other's
 */
record FaceCandidate(
    double x,
    double y,
    double width,
    double height,
    double score,
    double eyeX,
    double eyeY,
    double otherEyeX,
    double otherEyeY) {

  /** Two boxes that cover each other more than this are one face. */
  private static final double SAME = 0.3;

  double middleX() {
    return x + width / 2;
  }

  double middleY() {
    return y + height / 2;
  }

  private boolean isSame(FaceCandidate other) {
    double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    if (w <= 0 || h <= 0) {
      return false;
    }
    double both = w * h;
    return both / (width * height + other.width * other.height - both) > SAME;
  }

  /** The best of those that mean one face, best first. */
  static List<FaceCandidate> best(List<FaceCandidate> all) {
    List<FaceCandidate> sorted = new ArrayList<>(all);
    sorted.sort((one, other) -> Double.compare(other.score, one.score));
    List<FaceCandidate> kept = new ArrayList<>();
    for (FaceCandidate one : sorted) {
      if (kept.stream().noneMatch(one::isSame)) {
        kept.add(one);
      }
    }
    return kept;
  }
}
