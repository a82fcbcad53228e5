package dev.senselink.batch.photo.engine;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.PixelSize;
import dev.senselink.batch.photo.format.PictureKind;
import dev.senselink.batch.photo.format.ScannedPicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes JPEGs at a half, a quarter or an eighth of their size, which leaves out most of the work,
 * and scales, encodes and reads what it is better at with OpenCV. All else goes the Java way.
 *
 * <p>Every native object is closed by hand; {@link OpenCvNatives#load} comes first.
 */
final class OpenCvShrinker implements PictureShrinker {

  private static final int EIGHTH = 8;

  /** A photo of 24 megapixels, decoded at half its size, takes 18 MB. */
  private static final long KEPT_BYTES = 32 << 20;

  /** Pixels; larger than any photo that is sent whole. */
  private static final long MOST_BY_TWICE = 5_000_000;

  /** One for each picture in hand at a time; fresh memory costs a tenth of the whole work. */
  private final Queue<Workbench> benches = new ConcurrentLinkedQueue<>();

  private final PictureShrinker java;

  /** Native memory that one picture after another is worked in. */
  private static final class Workbench implements AutoCloseable {
    private final Mat decoded = new Mat();
    private final Mat twice = new Mat();
    private final Mat small = new Mat();

    long bytes() {
      return bytes(decoded) + bytes(twice) + bytes(small);
    }

    private static long bytes(Mat mat) {
      return mat.empty() ? 0 : mat.total() * mat.elemSize();
    }

    @Override
    public void close() {
      decoded.close();
      twice.close();
      small.close();
    }
  }

  /**
   * @param java for all kinds that OpenCV does badly
   */
  OpenCvShrinker(PictureShrinker java) {
    this.java = java;
  }

  /** Inks and rare codings are Java's; lossy WebP Java cannot do at all. */
  private static boolean takes(ScannedPicture picture) {
    return picture.everyday() || picture.kind() == PictureKind.WEBP;
  }

  @Override
  public BufferedImage shrink(ScannedPicture picture, PixelSize target)
      throws IOException, PhotoRefusedException {
    if (!takes(picture)) {
      return java.shrink(picture, target);
    }
    Workbench bench = benches.poll();
    bench = bench == null ? new Workbench() : bench;
    try {
      return picture.everyday() ? jpeg(picture, target, bench) : webp(picture, target, bench);
    } finally {
      putBack(bench);
    }
  }

  /**
   * What a large picture took is given back, or each thread would keep it to the end of the run.
   */
  private void putBack(Workbench bench) {
    if (bench.bytes() > KEPT_BYTES) {
      bench.close();
    } else {
      benches.add(bench);
    }
  }

  private static BufferedImage webp(ScannedPicture picture, PixelSize target, Workbench bench)
      throws PhotoRefusedException {
    int length = picture.length();
    try (BytePointer bytes = new BytePointer(length);
        Mat file = new Mat(1, length, CV_8UC1, bytes.put(picture.bytes(), 0, length));
        Mat decoded = imdecode(file, IMREAD_UNCHANGED, bench.decoded)) {
      checkSize(decoded, picture, 1);
      try (Mat flat = OpenCvFlattener.under(decoded)) {
        return scaled(flat, target, bench);
      }
    }
  }

  private static BufferedImage jpeg(ScannedPicture picture, PixelSize target, Workbench bench)
      throws PhotoRefusedException {
    int part = part(picture, target);
    int length = picture.length();
    try (BytePointer bytes = new BytePointer(length);
        Mat file = new Mat(1, length, CV_8UC1, bytes.put(picture.bytes(), 0, length));
        Mat decoded = imdecode(file, flags(part), bench.decoded)) {
      checkSize(decoded, picture, part);
      return scaled(decoded, target, bench);
    }
  }

  /** The scan and the decoder must have read the same header, or a lie gets past the limits. */
  private static void checkSize(Mat decoded, ScannedPicture picture, int part)
      throws PhotoRefusedException {
    if (decoded.cols() != up(picture.width(), part)
        || decoded.rows() != up(picture.height(), part)) {
      throw PhotoRefusedException.cutOff(picture.kind().name());
    }
  }

  @Override
  public long heapBytes(ScannedPicture picture, PixelSize target) {
    long small = (long) BgrPixels.CHANNELS * target.width() * target.height();
    return takes(picture) ? 2 * small : java.heapBytes(picture, target);
  }

  @Override
  public long nativeBytes(ScannedPicture picture, PixelSize target) {
    if (!takes(picture)) {
      return java.nativeBytes(picture, target);
    }
    long part = part(picture, target);
    long decoded = decodedBytes(picture) * picture.pixels() / part / part;
    long small = (long) BgrPixels.CHANNELS * target.width() * target.height();
    PixelSize read =
        new PixelSize(up(picture.width(), (int) part), up(picture.height(), (int) part));
    long twice = goesByTwice(read, target) ? 4 * small : 0;
    return picture.length() + decoded + twice + small + picture.coefficientBytes();
  }

  @Override
  public BufferedImage rescale(BufferedImage image, PixelSize target) {
    try (BytePointer bytes = new BytePointer(BgrPixels.bytes(BgrPixels.of(image)));
        Mat full = new Mat(image.getHeight(), image.getWidth(), CV_8UC3, bytes)) {
      try (Workbench bench = new Workbench()) {
        return scaled(full, target, bench);
      }
    }
  }

  @Override
  public byte[] encode(BufferedImage image, int quality) throws IOException {
    try (BytePointer bytes = new BytePointer(BgrPixels.bytes(BgrPixels.of(image)));
        Mat full = new Mat(image.getHeight(), image.getWidth(), CV_8UC3, bytes);
        IntPointer settings = new IntPointer(IMWRITE_JPEG_QUALITY, quality);
        BytePointer jpeg = new BytePointer()) {
      if (!imencode(".jpg", full, jpeg, settings)) {
        throw new IOException("OpenCV wrote no JPEG");
      }
      byte[] written = new byte[Math.toIntExact(jpeg.limit())];
      jpeg.get(written);
      return written;
    }
  }

  /** For each pixel; a WebP is decoded with its transparency and then laid on white. */
  private static int decodedBytes(ScannedPicture picture) {
    return picture.kind() == PictureKind.WEBP ? 2 * BgrPixels.CHANNELS + 2 : BgrPixels.CHANNELS;
  }

  /** An even half, quarter or eighth that is still no smaller than what is wanted. */
  private static int part(ScannedPicture picture, PixelSize target) {
    int part = 1;
    while (picture.kind() == PictureKind.JPEG
        && part < EIGHTH
        && picture.width() / (2 * part) >= target.width()
        && picture.height() / (2 * part) >= target.height()) {
      part *= 2;
    }
    return part;
  }

  private static int flags(int part) {
    int colour =
        switch (part) {
          case 2 -> IMREAD_REDUCED_COLOR_2;
          case 4 -> IMREAD_REDUCED_COLOR_4;
          case EIGHTH -> IMREAD_REDUCED_COLOR_8;
          default -> IMREAD_COLOR;
        };
    return colour | IMREAD_IGNORE_ORIENTATION;
  }

  private static int up(int value, int part) {
    return (value + part - 1) / part;
  }

  /** Not where that would take more memory than the picture itself. */
  private static boolean goesByTwice(PixelSize full, PixelSize target) {
    return !full.equals(target)
        && full.width() <= 2 * target.width()
        && full.height() <= 2 * target.height()
        && (long) target.width() * target.height() <= MOST_BY_TWICE;
  }

  private static BufferedImage scaled(Mat full, PixelSize target, Workbench bench) {
    if (full.cols() == target.width() && full.rows() == target.height()) {
      return image(full);
    }
    Mat from = full;
    if (goesByTwice(new PixelSize(full.cols(), full.rows()), target)) {
      // The same average over an area, as good by measure, at half the time: OpenCV is quick with
      // exact halves.
      resize(
          full, bench.twice, new PixelSize(2 * target.width(), 2 * target.height()), INTER_LINEAR);
      from = bench.twice;
    }
    resize(from, bench.small, target, INTER_AREA);
    return image(bench.small);
  }

  private static void resize(Mat from, Mat to, PixelSize size, int how) {
    try (var wanted = new org.bytedeco.opencv.opencv_core.Size(size.width(), size.height())) {
      opencv_imgproc.resize(from, to, wanted, 0, 0, how);
    }
  }

  private static BufferedImage image(Mat mat) {
    BufferedImage image = BgrPixels.image(mat.cols(), mat.rows());
    try (BytePointer data = mat.data()) {
      data.get(BgrPixels.bytes(image));
    }
    return image;
  }
}
