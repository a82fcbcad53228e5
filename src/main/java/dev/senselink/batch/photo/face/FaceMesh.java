package dev.senselink.batch.photo.face;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.io.IOException;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Lays a mesh of 468 points over a face. One thread at a time. */
final class FaceMesh implements AutoCloseable {
  /** How much of the surroundings is looked at, as the model was taught. */
  private static final double WIDER = 1.5;

  private final FaceNetwork network;
  private final Scalar black = new Scalar(0, 0, 0, 0);
  private final Size size;
  private final Mat square = new Mat();
  private final Mat matrix = new Mat(2, 3, CV_64F);

  FaceMesh() throws IOException {
    network = new FaceNetwork(FaceModel.MESH);
    size = new Size(network.side(), network.side());
  }

  /** The mesh of what may be a face, and how sure the model is that it is one. */
  MeshPoints of(Mat picture, FaceCandidate face) {
    double angle = Math.atan2(face.otherEyeY() - face.eyeY(), face.otherEyeX() - face.eyeX());
    double side = WIDER * Math.max(face.width(), face.height());
    double scale = side / network.side();
    double cos = Math.cos(angle) * scale;
    double sin = Math.sin(angle) * scale;
    double half = network.side() / 2.0;
    double[] map = {
      cos, -sin, face.middleX() - (cos - sin) * half,
      sin, cos, face.middleY() - (sin + cos) * half
    };
    cut(picture, map);
    List<float[]> out = network.run(square);
    double presence = 1 / (1 + Math.exp(-out.get(1)[0]));
    return new MeshPoints(presence, placed(out.get(0), map, scale));
  }

  /** The square as the last mesh saw it. */
  private void cut(Mat picture, double[] map) {
    try (BytePointer data = matrix.data();
        DoublePointer numbers = new DoublePointer(data)) {
      numbers.put(map);
    }
    warpAffine(
        picture, square, matrix, size, INTER_LINEAR | WARP_INVERSE_MAP, BORDER_CONSTANT, black);
  }

  private static double[] placed(float[] points, double[] map, double scale) {
    double[] placed = new double[points.length];
    for (int i = 0; i < points.length; i += 3) {
      placed[i] = map[0] * points[i] + map[1] * points[i + 1] + map[2];
      placed[i + 1] = map[3] * points[i] + map[4] * points[i + 1] + map[5];
      placed[i + 2] = points[i + 2] * scale;
    }
    return placed;
  }

  @Override
  public void close() {
    network.close();
    black.close();
    size.close();
    square.close();
    matrix.close();
  }
}
