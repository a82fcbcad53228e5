package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a photo costs: processor time, memory and loss, by both engines, the plain library, and
 * libjpeg-turbo's own tools, which no client can beat. Each arm is a process of its own, in random
 * order; medians of the rounds.
 *
 * <pre>
 * mvn -q test -Dtest=PhotoBenchmark    (-Dbench.rounds=3 -Dbench.seconds=8 -Dbench.keep=FOLDER)
 * </pre>
 */
@Benchmark
class PhotoBenchmark {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final String SECONDS = System.getProperty("bench.seconds", "8");
  private static final String WARM_UP = "4";
  private static final int PICTURES = 6;
  private static final String LIMIT = "limit";
  private static final String LIBRARY = "library";
  private static final String ZONES = "zones";

  /** What an arm told: processor time, rate, most memory, size. */
  private record Figure(double cpuMillis, double perSecond, double megabytes, double bytes) {}

  @TempDir Path folder;

  @Test
  void the_native_engine_is_near_the_limit() throws Exception {
    Map<String, Path> kinds = kinds();
    boolean limit = hasTools();
    List<String[]> runs = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (String kind : kinds.keySet()) {
        Stream.of(LIMIT, "opencv", "thumbnailator", LIBRARY)
            .filter(arm -> limit || !arm.equals(LIMIT))
            .forEach(arm -> runs.add(new String[] {kind, arm}));
      }
    }
    Collections.shuffle(runs, new Random());
    Map<String, List<Figure>> figures = new TreeMap<>();
    for (String[] run : runs) {
      Path pictures = kinds.get(run[0]);
      Figure figure = run[1].equals(LIMIT) ? limit(pictures) : arm(run[1], pictures, "-");
      figures.computeIfAbsent(run[0] + " " + run[1], key -> new ArrayList<>()).add(figure);
    }
    tell(figures);
    judge(figures, limit);
  }

  @Test
  void no_more_is_lost_than_by_the_library() throws Exception {
    Map<String, Path> kinds = kinds();
    Map<String, Double> photos = new TreeMap<>();
    Map<String, Double> zones = new TreeMap<>();
    for (String engine : List.of("opencv", "thumbnailator", LIBRARY)) {
      photos.put(engine, psnr(engine, kinds.get("12 MP baseline")));
      zones.put(engine, psnr(engine, zonePlate()));
      Figures.say(
          "%-14s PSNR of photos %.2f dB, of a zone plate %.2f dB",
          engine, photos.get(engine), zones.get(engine));
    }
    assertThat(photos.get("opencv")).isGreaterThan(photos.get(LIBRARY) - 0.3);
    assertThat(zones.get("opencv")).isGreaterThanOrEqualTo(zones.get(LIBRARY) - 0.3);
  }

  private static void judge(Map<String, List<Figure>> figures, boolean limit) {
    for (String kind : List.of("12 MP progressive", "12 MP with profile")) {
      assertThat(cpu(figures, kind + " opencv"))
          .as(kind)
          .isLessThanOrEqualTo(0.3 * cpu(figures, kind + " " + LIBRARY));
    }
    assertThat(cpu(figures, "3 MP baseline opencv"))
        .isLessThanOrEqualTo(cpu(figures, "3 MP baseline " + LIBRARY));
    assertThat(3 * cpu(figures, "12 MP baseline opencv"))
        .isLessThanOrEqualTo(cpu(figures, "12 MP baseline " + LIBRARY));
    if (limit) {
      assertThat(cpu(figures, "12 MP baseline opencv"))
          .isLessThanOrEqualTo(2 * cpu(figures, "12 MP baseline " + LIMIT));
    }
  }

  private static void tell(Map<String, List<Figure>> figures) {
    figures.forEach(
        (arm, some) ->
            Figures.say(
                "%-32s %6.1f ms of processor a photo, %5.1f photos/s, %4.0f MB, %4.0f KB",
                arm,
                Figures.median(some.stream().map(Figure::cpuMillis).toList()),
                Figures.median(some.stream().map(Figure::perSecond).toList()),
                Figures.median(some.stream().map(Figure::megabytes).toList()),
                Figures.median(some.stream().map(Figure::bytes).toList()) / 1024));
  }

  private static double cpu(Map<String, List<Figure>> figures, String arm) {
    return Figures.median(figures.get(arm).stream().map(Figure::cpuMillis).toList());
  }

  /** A folder for each kind of file. */
  private Map<String, Path> kinds() throws IOException {
    Map<String, Path> kinds = new LinkedHashMap<>();
    for (String kind :
        List.of("12 MP baseline", "12 MP progressive", "12 MP with profile", "3 MP baseline")) {
      kinds.put(kind, Files.createDirectories(folder.resolve(kind.replace(' ', '-'))));
    }
    for (int n = 0; n < PICTURES; n++) {
      BufferedImage large = DrawnPhotos.draw(n, 4000, 3000);
      byte[] baseline = DrawnPhotos.jpeg(large, false);
      String name = n + ".jpg";
      Files.write(kinds.get("12 MP baseline").resolve(name), baseline);
      Files.write(kinds.get("12 MP progressive").resolve(name), DrawnPhotos.jpeg(large, true));
      Files.write(
          kinds.get("12 MP with profile").resolve(name), DrawnPhotos.withPhoneProfile(baseline));
      Files.write(
          kinds.get("3 MP baseline").resolve(name),
          DrawnPhotos.jpeg(DrawnPhotos.draw(n, 2048, 1536), false));
    }
    return kinds;
  }

  private Path zonePlate() throws IOException {
    Path zones = Files.createDirectories(folder.resolve(ZONES));
    byte[] jpeg = DrawnPhotos.jpeg(DrawnPhotos.zonePlate(4000, 3000), false);
    Files.write(zones.resolve("zones.jpg"), jpeg);
    return zones;
  }

  private Figure arm(String engine, Path pictures, String results)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PhotoArm.class.getName(), engine, pictures.toString()));
    command.addAll(List.of(WARM_UP, SECONDS, results));
    String[] told = output(command).split(" ");
    return new Figure(number(told[1]), number(told[2]), number(told[3]), number(told[4]));
  }

  /** A half of the size, as nothing smaller is large enough, and no scaling after that. */
  private Figure limit(Path pictures) throws IOException, InterruptedException {
    boolean large = pictures.toString().contains("12-MP");
    String script =
        "cd \"$0\"; for i in 1 2 3 4 5 6 7 8; do for f in *.jpg; do djpeg -scale "
            + (large ? "4/8" : "8/8")
            + " $f | cjpeg -quality 85 >/dev/null; done; done; times";
    long start = System.nanoTime();
    String[] lines = output(List.of("sh", "-c", script, pictures.toString())).split("\n");
    int photos = 8 * PICTURES;
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpu = 0;
    for (String time : lines[lines.length - 1].split(" ")) {
      String[] parts = time.replace("s", "").split("m");
      cpu += 60 * number(parts[0]) + number(parts[1]);
    }
    return new Figure(1000 * cpu / photos, photos / seconds, 0, 0);
  }

  private static boolean hasTools() throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v djpeg && command -v cjpeg")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private String output(List<String> command) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return output;
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  /** Against the whole picture, decoded at full size and scaled with Lanczos. */
  private double psnr(String engine, Path pictures) throws IOException, InterruptedException {
    String keep = System.getProperty("bench.keep");
    Path results =
        keep == null ? folder.resolve(engine) : Path.of(keep).toAbsolutePath().resolve(engine);
    Files.createDirectories(results);
    arm(engine, pictures, results.toString());
    double sum = 0;
    int count = 0;
    try (Stream<Path> files = Files.list(pictures)) {
      for (Path file : files.toList()) {
        BufferedImage result = ImageIO.read(results.resolve(file.getFileName()).toFile());
        BufferedImage reference =
            Reference.scale(ImageIO.read(file.toFile()), result.getWidth(), result.getHeight());
        sum += Reference.psnr(reference, result);
        count++;
      }
    }
    return sum / count;
  }
}
