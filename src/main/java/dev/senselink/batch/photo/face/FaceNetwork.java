package dev.senselink.batch.photo.face;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromTFLite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/** One model ready to run; for one thread at a time, closed by whoever opened it. */
final class FaceNetwork implements AutoCloseable {
  private static final double HALF = 127.5;

  private final FaceModel model;
  private final Net net;
  private final StringVector outputs;
  private final Scalar mean = new Scalar(HALF, HALF, HALF, 0);
  private final Size size;
  private final Mat blob = new Mat();

  FaceNetwork(FaceModel model) throws IOException {
    this.model = model;
    byte[] bytes = model.bytes();
    try (BytePointer file = new BytePointer(bytes)) {
      net = readNetFromTFLite(file, bytes.length);
    }
    outputs = net.getUnconnectedOutLayersNames();
    size = new Size(model.side(), model.side());
  }

  int side() {
    return model.side();
  }

  /**
   * Runs it.
   *
   * @param square blue, green, red, exactly as large as the model takes: anything else would make
   *     the library print to the screen
   * @return what comes out, the larger before the smaller
   */
  List<float[]> run(Mat square) {
    if (square.cols() != model.side() || square.rows() != model.side()) {
      throw new IllegalArgumentException(model + " got " + square.cols() + "x" + square.rows());
    }
    blobFromImage(square, blob, 1 / HALF, size, mean, true, false, CV_32F);
    net.setInput(blob);
    List<float[]> results = new ArrayList<>();
    try (MatVector out = new MatVector()) {
      net.forward(out, outputs);
      for (long i = 0; i < out.size(); i++) {
        try (Mat one = out.get(i);
            BytePointer data = one.data();
            FloatPointer numbers = new FloatPointer(data)) {
          float[] values = new float[Math.toIntExact(one.total() * one.channels())];
          numbers.get(values);
          results.add(values);
        }
      }
    }
    results.sort((one, other) -> Integer.compare(other.length, one.length));
    return results;
  }

  @Override
  public void close() {
    net.close();
    outputs.close();
    mean.close();
    size.close();
    blob.close();
  }
}
