package dev.senselink.batch.photo.face;

/**
 * A face's mesh in pixels of the picture.
 *
 * @param presence how sure it is that this is a face, 0 to 1
 * @param points three numbers a point: to the right, down, away from the viewer
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MeshPoints(double presence, double[] points) {
  private static final int LEFT_EYE_OUTER = 33;
  private static final int LEFT_EYE_INNER = 133;
  private static final int RIGHT_EYE_OUTER = 263;
  private static final int RIGHT_EYE_INNER = 362;
  private static final int LEFT_CHEEK = 234;
  private static final int RIGHT_CHEEK = 454;

  private double[] middle(int one, int other) {
    double[] point = new double[3];
    for (int i = 0; i < 3; i++) {
      point[i] = (points[3 * one + i] + points[3 * other + i]) / 2;
    }
    return point;
  }

  /** Pixels between the middles of the eyes. */
  double eyeDistance() {
    double[] left = middle(LEFT_EYE_OUTER, LEFT_EYE_INNER);
    double[] right = middle(RIGHT_EYE_OUTER, RIGHT_EYE_INNER);
    return Math.hypot(right[0] - left[0], right[1] - left[1]);
  }

  /** Degrees by which the head leans, clockwise in the picture; ±90 lies on its side. */
  double roll() {
    double[] left = middle(LEFT_EYE_OUTER, LEFT_EYE_INNER);
    double[] right = middle(RIGHT_EYE_OUTER, RIGHT_EYE_INNER);
    return Math.toDegrees(Math.atan2(right[1] - left[1], right[0] - left[0]));
  }

  /** Degrees by which the head is turned to a side. */
  double yaw() {
    double x = points[3 * RIGHT_CHEEK] - points[3 * LEFT_CHEEK];
    double y = points[3 * RIGHT_CHEEK + 1] - points[3 * LEFT_CHEEK + 1];
    double z = points[3 * RIGHT_CHEEK + 2] - points[3 * LEFT_CHEEK + 2];
    return Math.toDegrees(Math.atan2(z, Math.hypot(x, y)));
  }

  /** The share of points that lie outside a picture of this size, 0 to 1. */
  double outside(int width, int height) {
    int out = 0;
    for (int i = 0; i < points.length; i += 3) {
      if (points[i] < 0 || points[i] > width || points[i + 1] < 0 || points[i + 1] > height) {
        out++;
      }
    }
    return 3.0 * out / points.length;
  }

  /** Left, upper, right and lower edge of the points. */
  double[] bounds() {
    double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int i = 0; i < points.length; i += 3) {
      box[0] = Math.min(box[0], points[i]);
      box[1] = Math.min(box[1], points[i + 1]);
      box[2] = Math.max(box[2], points[i]);
      box[3] = Math.max(box[3], points[i + 1]);
    }
    return box;
  }
}
