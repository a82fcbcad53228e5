package dev.senselink.batch.photo.face;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.FaceBox;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.engine.OpenCvNatives;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Looks at prepared photos. Safe between threads: as many look at once as there are processors, and
 * each has networks of its own, so that memory stays the same however many wait. All checks of a
 * process share them: Java's collector does not see what they hold outside its heap, so those of a
 * finished run would stay.
 */
public final class FaceCheck {
  private static final int MOST_AT_ONCE = 8;

  /** Pixels a side that are looked at; of a larger photo only a half, a quarter or an eighth. */
  private static final int LONG_SIDE = 2160;

  private static final int LEAST_PART = 8;

  private static final Semaphore FREE =
      new Semaphore(Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors()));

  private static final Queue<Eye> EYES = new ConcurrentLinkedQueue<>();

  private final FaceLimits limits;

  private FaceCheck(FaceLimits limits) {
    this.limits = limits;
  }

  /** All that one thread looks with. */
  static final class Eye implements AutoCloseable {
    private final FaceSearch search = new FaceSearch();
    private final PictureLight light = new PictureLight();

    Eye() throws IOException {}

    @Override
    public void close() {
      search.close();
      light.close();
    }
  }

  /**
   * Loads the native libraries and the models; half a second the first time in a process.
   *
   * @throws EngineMissingException if they do not work on this machine
   */
  public static FaceCheck open(FaceLimits limits) throws EngineMissingException {
    OpenCvNatives.loadNetworks();
    FREE.acquireUninterruptibly();
    try {
      keep(free());
      return new FaceCheck(limits);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw new EngineMissingException(String.valueOf(e.getMessage()));
    } finally {
      FREE.release();
    }
  }

  /** One that nobody looks with; to be called by who may look. */
  private static Eye free() throws IOException {
    Eye eye = EYES.poll();
    return eye == null ? new Eye() : eye;
  }

  /** For the next who looks. */
  static void keep(Eye eye) {
    EYES.add(eye);
  }

  /**
   * What is seen in a photo; {@code null} if it cannot be looked at, not at a second try either.
   */
  public @Nullable FaceFindings look(Photo photo) {
    FREE.acquireUninterruptibly();
    try {
      FaceFindings seen = look(photo, EYES.poll());
      return seen == null ? look(photo, null) : seen;
    } finally {
      FREE.release();
    }
  }

  /**
   * @param kept what is looked with, {@code null} for something new
   */
  private @Nullable FaceFindings look(Photo photo, @Nullable Eye kept) {
    Eye eye = kept;
    try {
      eye = eye == null ? new Eye() : eye;
      FaceFindings seen = seenBy(eye, photo);
      keep(eye);
      return seen;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (eye != null) {
        eye.close(); // nobody knows what state it is in
      }
      return null; // whoever asked says so
    }
  }

  private @Nullable FaceFindings seenBy(Eye eye, Photo photo) {
    int part = 1;
    while (part < LEAST_PART && Math.max(photo.width(), photo.height()) / part > LONG_SIDE) {
      part *= 2;
    }
    byte[] jpeg = photo.jpeg();
    try (BytePointer bytes = new BytePointer(jpeg);
        Mat file = new Mat(1, jpeg.length, CV_8UC1, bytes);
        Mat picture = imdecode(file, colour(part) | IMREAD_IGNORE_ORIENTATION)) {
      return picture.empty() ? null : look(picture, part, eye);
    }
  }

  private FaceFindings look(Mat picture, int part, Eye eye) {
    FaceSearch.Found found = eye.search.find(picture);
    try (Mat turned = found.quarters() == 0 ? null : FaceSearch.turned(picture, found.quarters())) {
      Mat upright = turned == null ? picture : turned;
      List<FaceBox> boxes =
          found.faces().stream()
              .map(face -> box(face, upright).turned(4 - found.quarters()))
              .toList();
      return new FaceFindings(
          found.quarters(),
          boxes,
          new FaceHintRules(limits, eye.light).of(upright, found.faces(), part));
    }
  }

  private static FaceBox box(FaceSearch.Face face, Mat picture) {
    double[] bounds = face.mesh().bounds();
    double width = picture.cols();
    double height = picture.rows();
    return new FaceBox(
        bounds[0] / width,
        bounds[1] / height,
        (bounds[2] - bounds[0]) / width,
        (bounds[3] - bounds[1]) / height);
  }

  private static int colour(int part) {
    return switch (part) {
      case 2 -> IMREAD_REDUCED_COLOR_2;
      case 4 -> IMREAD_REDUCED_COLOR_4;
      case LEAST_PART -> IMREAD_REDUCED_COLOR_8;
      default -> IMREAD_COLOR;
    };
  }
}
