package dev.senselink.batch.photo.face;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** One of the two detectors: candidates for faces in a part of a picture. One thread at a time. */
final class BlazeFace implements AutoCloseable {
  /** Numbers a candidate: a box and six points. */
  private static final int NUMBERS = 16;

  private static final int RIGHT_EYE = 4;
  private static final int LEFT_EYE = 6;

  private final FaceNetwork network;
  private final double least;
  private final double[] anchors;
  private final Scalar black = new Scalar(0, 0, 0, 0);
  private final Mat small = new Mat();
  private final Mat square = new Mat();

  private BlazeFace(FaceNetwork network, double least, double[] anchors) {
    this.network = network;
    this.least = least;
    this.anchors = anchors;
  }

  static BlazeFace shortRange() throws IOException {
    List<Double> middles = new ArrayList<>();
    grid(middles, 16, 2);
    grid(middles, 8, 6);
    return new BlazeFace(new FaceNetwork(FaceModel.SHORT_RANGE), 0.5, array(middles));
  }

  static BlazeFace fullRange() throws IOException {
    List<Double> middles = new ArrayList<>();
    grid(middles, 48, 1);
    return new BlazeFace(new FaceNetwork(FaceModel.FULL_RANGE), 0.6, array(middles));
  }

  private static void grid(List<Double> middles, int cells, int each) {
    for (int y = 0; y < cells; y++) {
      for (int x = 0; x < cells; x++) {
        for (int i = 0; i < each; i++) {
          middles.add((x + 0.5) / cells);
          middles.add((y + 0.5) / cells);
        }
      }
    }
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Candidates in a part of a picture, each face once; what is outside the part is black. */
  List<FaceCandidate> find(Mat picture, int left, int top, int width, int height) {
    double scale = (double) network.side() / Math.max(width, height);
    letterbox(picture, left, top, width, height, scale);
    List<float[]> out = network.run(square);
    float[] boxes = out.get(0);
    float[] scores = out.get(1);
    List<FaceCandidate> found = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      double score = 1 / (1 + Math.exp(-scores[i]));
      if (score >= least) {
        found.add(candidate(boxes, i, score, scale, left, top));
      }
    }
    return FaceCandidate.best(found);
  }

  /** The best score in the picture, also where it is too low to be a candidate. */
  double bestScore(Mat picture) {
    double scale = (double) network.side() / Math.max(picture.cols(), picture.rows());
    letterbox(picture, 0, 0, picture.cols(), picture.rows(), scale);
    double best = -100;
    for (float score : network.run(square).get(1)) {
      best = Math.max(best, score);
    }
    return 1 / (1 + Math.exp(-best));
  }

  private void letterbox(Mat picture, int left, int top, int width, int height, double scale) {
    int w = Math.max(1, (int) Math.round(width * scale));
    int h = Math.max(1, (int) Math.round(height * scale));
    try (Rect part = new Rect(left, top, width, height);
        Mat cut = picture.apply(part);
        Size size = new Size(w, h)) {
      resize(cut, small, size, 0, 0, scale < 1 ? INTER_AREA : INTER_LINEAR);
    }
    int side = network.side();
    copyMakeBorder(small, square, 0, side - h, 0, side - w, BORDER_CONSTANT, black);
  }

  private FaceCandidate candidate(
      float[] boxes, int i, double score, double scale, int left, int top) {
    int at = i * NUMBERS;
    int side = network.side();
    double anchorX = anchors[2 * i] * side;
    double anchorY = anchors[2 * i + 1] * side;
    double width = boxes[at + 2] / scale;
    double height = boxes[at + 3] / scale;
    return new FaceCandidate(
        left + (boxes[at] + anchorX) / scale - width / 2,
        top + (boxes[at + 1] + anchorY) / scale - height / 2,
        width,
        height,
        score,
        left + (boxes[at + RIGHT_EYE] + anchorX) / scale,
        top + (boxes[at + RIGHT_EYE + 1] + anchorY) / scale,
        left + (boxes[at + LEFT_EYE] + anchorX) / scale,
        top + (boxes[at + LEFT_EYE + 1] + anchorY) / scale);
  }

  @Override
  public void close() {
    network.close();
    black.close();
    small.close();
    square.close();
  }
}
