package dev.senselink.batch.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.circle;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.photo.engine.OpenCvEngineTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a process takes of the machine's memory for the largest pictures there are, one at a time
 * and eight at once, as on a machine of eight processors.
 *
 * <pre>
 * mvn -q test -Dtest=LargePhotosBenchmark
 * </pre>
 */
@Benchmark
class LargePhotosBenchmark {
  private static final int AT_ONCE = 8;
  private static final int ROUNDS = 2;
  private static final int CIRCLES = 80;
  private static final long MOST_MEGABYTES = 1500;

  @TempDir Path folder;

  @Test
  void eight_of_the_largest_at_once_stay_within_their_memory() throws Exception {
    OpenCvEngineTest.load();
    Path small = written("small.jpg", 640, 480, CV_8UC3, IMWRITE_JPEG_PROGRESSIVE, 1);
    Path progressive = written("98.jpg", 14_000, 7_000, CV_8UC3, IMWRITE_JPEG_PROGRESSIVE, 1);
    Path webp = written("59.webp", 9_830, 6_000, CV_8UC3, IMWRITE_WEBP_QUALITY, 80);
    Path clear = written("59a.webp", 9_830, 6_000, CV_8UC4, IMWRITE_WEBP_QUALITY, 80);
    Path lossless = written("59l.webp", 9_830, 6_000, CV_8UC3, IMWRITE_WEBP_QUALITY, 101);
    for (Path one : List.of(small, progressive, webp, clear, lossless)) {
      System.out.printf("%-10s alone: %5d MB resident%n", one.getFileName(), resident(one));
    }
    System.out.printf("a tenth of the width cut out, alone: %d MB%n", resident(true, progressive));
    long cut = resident(true, progressive, webp, clear, lossless);
    System.out.printf("%d of them, cut: %d MB resident%n", AT_ONCE, cut);
    assertThat(cut).isLessThanOrEqualTo(MOST_MEGABYTES);
    long most = resident(progressive, webp, clear, lossless);
    System.out.printf("%d of the largest at once: %d MB resident%n", AT_ONCE, most);
    assertThat(most).isLessThanOrEqualTo(MOST_MEGABYTES);
  }

  private Path written(String name, int width, int height, int type, int key, int value) {
    Path file = folder.resolve(name);
    try (Scalar colour = new Scalar(200, 180, 160, 250);
        Mat image = new Mat(height, width, type, colour);
        IntPointer settings = new IntPointer(key, value)) {
      for (int i = 0; i < CIRCLES; i++) {
        try (Point middle = new Point(i * width / CIRCLES, i * height / CIRCLES);
            Scalar ink = new Scalar(3.0 * i, 250 - 3.0 * i, 90, 120)) {
          circle(image, middle, height / 8, ink, height / 50, 8, 0);
        }
      }
      imwrite(file.toString(), image, settings);
    }
    return file;
  }

  /** Megabytes at most, of a process that prepares them. */
  private static long resident(Path... files) throws Exception {
    return resident(false, files);
  }

  /**
   * @param cut whether a tenth of the width is cut out, for which nearly all pixels are kept
   */
  private static long resident(boolean cut, Path... files) throws Exception {
    String paths = Stream.of(files).map(Path::toString).collect(Collectors.joining(" "));
    List<String> options = List.of("-XX:ActiveProcessorCount=" + AT_ONCE, "-Dbench.cut=" + cut);
    return Long.parseLong(ChildJvm.run(Worker.class, options, "C.UTF-8", paths));
  }

  /** Prepares the files it is given, one or several at once, and says what it took. */
  static final class Worker {
    public static void main(String[] paths) throws Exception {
      List<Path> files = Stream.of(paths[0].split(" ")).map(Path::of).toList();
      PhotoEngine engine = OpenCvEngineTest.load();
      int threads = files.size() == 1 ? 1 : AT_ONCE;
      List<Thread> all =
          IntStream.range(0, threads)
              .mapToObj(n -> new Thread(() -> work(engine, files, n)))
              .toList();
      all.forEach(Thread::start);
      for (Thread thread : all) {
        thread.join();
      }
      System.out.print(
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
              .findFirst()
              .orElseThrow());
    }

    private static PhotoLimits limits() {
      PhotoLimits whole = PhotoLimits.standard();
      return Boolean.getBoolean("bench.cut")
          ? whole.framed(Framing.WHOLE.cut(new FaceBox(0.4, 0.4, 0.1, 0.2)))
          : whole;
    }

    private static void work(PhotoEngine engine, List<Path> files, int number) {
      for (int round = 0; round < ROUNDS; round++) {
        try {
          byte[] bytes = Files.readAllBytes(files.get((number + round) % files.size()));
          PreparationResult made = engine.prepare(new MemoryPhotoFile(bytes), limits());
          // The largest are refused in words where the heap cannot hold what is cut.
          if (!Boolean.getBoolean("bench.cut") || made instanceof Photo) {
            PhotoAssert.assertPhoto(made);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
