package dev.senselink.batch.photo.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.fixture.SharedData;
import dev.senselink.batch.fixture.SharedFolder;
import dev.senselink.batch.photo.ChildJvm;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.FaceHint;
import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.engine.OpenCvEngineTest;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the look at faces finds in the labelled pictures beside the project, what it finds in the
 * same ones spoilt, and what it costs. The limits were set on such pictures.
 *
 * <pre>
 * mvn -q test -Dtest=FacesBenchmark    (-Dbench.photos=20000)
 * </pre>
 */
@SharedData
@Benchmark
class FacesBenchmark {
  private static final int IN_FLIGHT = 32;
  private static final int PHOTOS = Integer.getInteger("bench.photos", 2_000);

  /** Of what is resident, for what the library keeps in its own pools. */
  private static final long MOST_GROWTH_MEGABYTES = 40;

  /** Of 52 portraits that were made dark, flat or blurred. */
  private static final int MOST_NOT_TOLD = 4;

  private record Labelled(String path, int faces, BufferedImage image, PhotoEngine engine) {
    Photo photo() {
      return (Photo)
          engine.prepare(new MemoryPhotoFile(DrawnFaces.png(image)), PhotoLimits.standard());
    }
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  @Test
  void one_none_and_several_by_both_engines() throws Exception {
    FaceCheck check = FaceCheck.open(FaceLimits.standard());
    for (PhotoEngine engine : List.of(OpenCvEngineTest.load(), new ThumbnailatorEngine())) {
      Map<String, Map<String, Integer>> table = new TreeMap<>();
      Map<FaceHint.Kind, Integer> hints = new TreeMap<>();
      List<String> wrong = new ArrayList<>();
      int marked = 0;
      int one = 0;
      for (Map.Entry<String, Integer> file : labels().entrySet()) {
        Photo photo = prepared(engine, SharedFolder.data().resolve(file.getKey()));
        if (photo == null) {
          continue;
        }
        FaceFindings seen = Objects.requireNonNull(check.look(photo));
        String label = file.getValue() == 0 ? "none" : file.getValue() == 1 ? "one" : "several";
        String found =
            seen.faces().isEmpty() ? "none" : seen.faces().size() == 1 ? "one" : "several";
        table.computeIfAbsent(label, any -> new TreeMap<>()).merge(found, 1, Integer::sum);
        if (!label.equals(found)) {
          wrong.add(file.getKey() + " is " + found);
        }
        if (label.equals("one")) {
          one++;
          marked += seen.hints().isEmpty() ? 0 : 1;
          seen.hints().forEach(hint -> hints.merge(hint.kind(), 1, Integer::sum));
        }
      }
      say("%s: labelled so, seen as: %s", engine.name(), table);
      say("%s: %d of %d with one face have a hint: %s", engine.name(), marked, one, hints);
      wrong.forEach(line -> say("  %s", line));
      assertThat(table.get("one").getOrDefault("one", 0)).isGreaterThanOrEqualTo(one * 95 / 100);
      assertThat(table.get("one").getOrDefault("several", 0)).isLessThanOrEqualTo(1);
      int none = table.get("none").values().stream().mapToInt(Integer::intValue).sum();
      assertThat(table.get("none").getOrDefault("none", 0)).isGreaterThanOrEqualTo(none - 1);
      assertThat(table.get("several")).containsOnlyKeys("several");
    }
  }

  @Test
  void spoilt_portraits_have_their_hint() throws Exception {
    FaceCheck check = FaceCheck.open(FaceLimits.standard());
    List<Labelled> portraits = portraits();
    assertThat(spoilt(check, portraits, "as they are", FaceHint.Kind.PICTURE_DARK, image -> image))
        .isZero();
    assertThat(spoilt(check, portraits, "as they are", FaceHint.Kind.PICTURE_FLAT, image -> image))
        .isZero();
    int dark =
        spoilt(
            check,
            portraits,
            "dark (x 0.3)",
            FaceHint.Kind.PICTURE_DARK,
            image -> DrawnFaces.relit(image, 0.3f, 0));
    int flat =
        spoilt(
            check,
            portraits,
            "flat (x 0.25 + 100)",
            FaceHint.Kind.PICTURE_FLAT,
            image -> DrawnFaces.relit(image, 0.25f, 100));
    int blurred =
        spoilt(
            check,
            portraits,
            "blurred (7 x 7 of 512)",
            FaceHint.Kind.FACE_BLURRED,
            image -> DrawnFaces.blurred(image, 7));
    spoilt(
        check,
        portraits,
        "blurred (3 x 3 of 512)",
        FaceHint.Kind.FACE_BLURRED,
        image -> DrawnFaces.blurred(image, 3));
    spoilt(
        check,
        portraits,
        "cut at the chin",
        FaceHint.Kind.FACE_CUT_OFF,
        image -> DrawnFaces.moved(image, 0, 0.35));
    spoilt(
        check,
        portraits,
        "leaning by 20 degrees",
        FaceHint.Kind.FACE_TURNED,
        image -> DrawnFaces.leaning(image, 20));
    assertThat(List.of(dark, flat, blurred))
        .allMatch(told -> told >= portraits.size() - MOST_NOT_TOLD);
    for (int quarters = 1; quarters < 4; quarters++) {
      int turned = quarters;
      long right =
          portraits.stream()
              .map(one -> new Labelled("", 1, DrawnFaces.turned(one.image(), turned), one.engine()))
              .map(one -> Objects.requireNonNull(check.look(one.photo())))
              .filter(seen -> seen.quarters() == 4 - turned)
              .count();
      say("turned by %d degrees: %d of %d told", 90 * turned, right, portraits.size());
      assertThat(right).isGreaterThanOrEqualTo(portraits.size() * 9L / 10);
    }
  }

  private static int spoilt(
      FaceCheck check,
      List<Labelled> portraits,
      String how,
      FaceHint.Kind wanted,
      UnaryOperator<BufferedImage> spoil) {
    int told = 0;
    int lost = 0;
    for (Labelled one : portraits) {
      BufferedImage image = spoil.apply(one.image());
      FaceFindings seen =
          Objects.requireNonNull(check.look(new Labelled("", 1, image, one.engine()).photo()));
      told += seen.hints().stream().anyMatch(hint -> hint.kind() == wanted) ? 1 : 0;
      lost += seen.faces().size() == 1 ? 0 : 1;
    }
    say("%s: %s on %d of %d, face lost in %d", how, wanted, told, portraits.size(), lost);
    return told;
  }

  /** The portraits of 512 pixels, one of each, as pictures that can be spoilt. */
  private static List<Labelled> portraits() throws IOException {
    PhotoEngine engine = new ThumbnailatorEngine();
    List<Labelled> portraits = new ArrayList<>();
    for (Map.Entry<String, Integer> file : labels().entrySet()) {
      if (file.getKey().startsWith("faces/us-governors-512/") && file.getValue() == 1) {
        Photo photo = prepared(engine, SharedFolder.data().resolve(file.getKey()));
        BufferedImage read =
            ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(photo).jpeg()));
        BufferedImage image =
            new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        g.drawImage(read, 0, 0, null);
        g.dispose();
        portraits.add(new Labelled(file.getKey(), 1, image, engine));
      }
    }
    return portraits;
  }

  /** Every picture whose number of faces is known, by its path. */
  private static Map<String, Integer> labels() throws IOException {
    Map<String, Integer> labels = new LinkedHashMap<>();
    try (var lines = Files.newBufferedReader(SharedFolder.data().resolve("MANIFEST.csv"))) {
      for (CSVRecord line :
          CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(lines)) {
        boolean known = line.get("faces").matches("\\d");
        boolean ours = line.get("path").matches("(faces|images|exif)/.*");
        if (known && ours && !line.get("path").contains("/damaged/")) {
          labels.put(line.get("path"), Integer.valueOf(line.get("faces")));
        }
      }
    }
    return labels;
  }

  private static @Nullable Photo prepared(PhotoEngine engine, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return engine.prepare(new MemoryPhotoFile(bytes), PhotoLimits.standard()) instanceof Photo photo
        ? photo
        : null;
  }

  @Test
  void what_it_costs_in_time_and_memory() throws Exception {
    String told =
        ChildJvm.run(
            Worker.class,
            // All of its heap is resident from the start, so that what grows is the library's.
            List.of(
                "-Xms192m",
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:+AlwaysPreTouch",
                "-Dbench.photos=" + PHOTOS),
            "C.UTF-8",
            SharedFolder.data().toAbsolutePath().toString());
    System.out.print(told);
    long growth = Long.parseLong(told.replaceAll("(?s).*grown by (-?\\d+) MB.*", "$1"));
    assertThat(growth).isLessThan(MOST_GROWTH_MEGABYTES);
    assertThat(told.lines()).as("nothing of the library on the screen").hasSize(5);
  }

  /** Looks at all portraits over and over, from many threads, and says what it took. */
  static final class Worker {
    private Worker() {}

    public static void main(String[] args) throws Exception {
      int photos = Integer.getInteger("bench.photos");
      PhotoEngine engine = OpenCvEngineTest.load();
      List<byte[]> files = new ArrayList<>();
      try (Stream<Path> all = Files.list(Path.of(args[0], "faces/us-governors-512"))) {
        for (Path file : all.sorted().toList()) {
          files.add(Files.readAllBytes(file));
        }
      }
      List<Photo> ready = files.stream().map(file -> photo(engine, file)).toList();
      long before = resident();
      long begun = System.nanoTime();
      FaceCheck check = FaceCheck.open(FaceLimits.standard());
      check.look(ready.get(0));
      say("start: %d ms, %d MB", (System.nanoTime() - begun) / 1_000_000, resident() - before);
      for (int round = 0; round < 2; round++) {
        files.forEach(file -> photo(engine, file));
        ready.forEach(check::look);
      }
      say(
          "processor a photo of 512 px: prepared %.1f ms, looked at %.1f ms",
          cpu(files, file -> photo(engine, file)), cpu(ready, check::look));
      run(check, ready, IN_FLIGHT * 20);
      long warm = resident();
      say("%d in flight: %d MB resident", IN_FLIGHT, warm);
      long start = System.nanoTime();
      run(check, ready, photos);
      say("%d photos in %d s", photos, (System.nanoTime() - start) / 1_000_000_000);
      say("grown by %d MB", resident() - warm);
    }

    private static Photo photo(PhotoEngine engine, byte[] file) {
      return (Photo) engine.prepare(new MemoryPhotoFile(file), PhotoLimits.standard());
    }

    private static void run(FaceCheck check, List<Photo> photos, int count)
        throws InterruptedException {
      AtomicInteger next = new AtomicInteger();
      List<Thread> threads =
          IntStream.range(0, IN_FLIGHT)
              .mapToObj(
                  n ->
                      new Thread(
                          () -> {
                            for (int i = next.getAndIncrement();
                                i < count;
                                i = next.getAndIncrement()) {
                              check.look(photos.get(i % photos.size()));
                            }
                          }))
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }

    /** Of the whole process, as the engine prepares on threads of its own; mean of three rounds. */
    private static <T> double cpu(List<T> all, Function<T, ?> work) {
      var machine =
          (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long before = machine.getProcessCpuTime();
      for (int round = 0; round < 3; round++) {
        all.forEach(work::apply);
      }
      return (machine.getProcessCpuTime() - before) / 1e6 / 3 / all.size();
    }

    private static long resident() throws IOException {
      return Arrays.stream(Files.readString(Path.of("/proc/self/status")).split("\n"))
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    }
  }
}
