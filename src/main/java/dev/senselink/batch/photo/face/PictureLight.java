package dev.senselink.batch.photo.face;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.Laplacian;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** Brightness of a picture and sharpness of a face. One thread at a time. */
final class PictureLight implements AutoCloseable {
  private static final int SIDE = 64;
  private static final int CHIP = 128;
  private static final double DARK_END = 0.05;
  private static final double BRIGHT_END = 0.95;

  private final Mat gray = new Mat();
  private final Mat small = new Mat();
  private final Mat edges = new Mat();
  private final Mat mean = new Mat();
  private final Mat deviation = new Mat();

  /**
   * How bright the ends of a picture are, 0 to 255.
   *
   * @param dark what a twentieth of it does not exceed
   * @param bright what a twentieth of it exceeds
   */
  record Ends(int dark, int bright) {}

  /** Of the whole picture, never of the face: a dark face that is well lit is not dark. */
  Ends ends(Mat picture) {
    try (Size size = new Size(SIDE, SIDE)) {
      resize(picture, small, size, 0, 0, INTER_AREA);
    }
    cvtColor(small, gray, COLOR_BGR2GRAY);
    byte[] pixels = new byte[SIDE * SIDE];
    try (BytePointer data = gray.data()) {
      data.get(pixels);
    }
    int[] levels = new int[256];
    for (byte pixel : pixels) {
      levels[pixel & 0xff]++;
    }
    return new Ends(level(levels, DARK_END), level(levels, BRIGHT_END));
  }

  private static int level(int[] levels, double share) {
    int left = (int) (share * SIDE * SIDE);
    int level = 0;
    while (level < 255 && left >= levels[level]) {
      left -= levels[level++];
    }
    return level;
  }

  /** The fine structure of a face against its coarse one; some 10 to 60, when blurred below 6. */
  double sharpness(Mat picture, double[] bounds) {
    int left = (int) Math.max(0, bounds[0]);
    int top = (int) Math.max(0, bounds[1]);
    int width = (int) Math.min(picture.cols(), bounds[2]) - left;
    int height = (int) Math.min(picture.rows(), bounds[3]) - top;
    if (width < 2 || height < 2) {
      return 0;
    }
    try (Rect part = new Rect(left, top, width, height);
        Mat face = picture.apply(part);
        Size size = new Size(CHIP, CHIP)) {
      cvtColor(face, gray, COLOR_BGR2GRAY);
      resize(gray, small, size, 0, 0, width > CHIP ? INTER_AREA : INTER_LINEAR);
    }
    Laplacian(small, edges, CV_64F);
    double coarse = deviation(small);
    double fine = deviation(edges);
    return coarse == 0 ? 0 : 100 * fine * fine / (coarse * coarse);
  }

  private double deviation(Mat of) {
    meanStdDev(of, mean, deviation);
    try (BytePointer data = deviation.data();
        DoublePointer number = new DoublePointer(data)) {
      return number.get();
    }
  }

  @Override
  public void close() {
    gray.close();
    small.close();
    edges.close();
    mean.close();
    deviation.close();
  }
}
