package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the console costs: its start, an import that many people watch, a large run, large uploads.
 *
 * <pre>
 * mvn -q test -Dtest=ConsoleBenchmark
 * mvn -q test -Dtest=ConsoleBenchmark#a_large_run_is_opened -Dbench.rows=1000000
 * </pre>
 *
 * Of the large run's rows each hundredth is sent, the others are refused: what is measured is the
 * run's page, not the server.
 */
@Benchmark
class ConsoleBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 10_000);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int PART = ConsoleVisitor.PART;
  private static final int BROWSERS = Integer.getInteger("bench.browsers", 20);
  private static final int PHOTOS = Integer.getInteger("bench.photos", 3_000);
  private static final int PHOTO_BYTES = Integer.getInteger("bench.photo.bytes", 700_000);
  private static final String LATENCY_MILLIS = System.getProperty("bench.latency", "20");
  private static final double LONGEST_START = 2;
  private static final double LEAST_SHARE = 0.97;
  private static final int MOST_MEGABYTES = 512;
  private static final double LONGEST_PAGE = 0.3;
  private static final Pattern FINISHED = Pattern.compile("data-test=\"finished\"");
  private static final Pattern AT_WORK = Pattern.compile("data-progress=\"([^\"]+)\"");

  @TempDir Path folder;

  private Path data(String name) throws IOException {
    return Files.createDirectory(
        folder.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Test
  void its_first_page_is_there_soon() throws IOException {
    List<Double> ready = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      try (ConsoleProcess console = ConsoleProcess.start(folder, data("d" + round), List.of())) {
        ConsoleVisitor visitor = ConsoleVisitor.at(console.ready());
        assertThat(visitor.page("/").statusCode()).isEqualTo(200);
        ready.add(console.age());
      }
    }
    Figures.say(
        "from the command to Today, signed in: median %.2f s of %s, load %.1f",
        Figures.median(ready), ready, Figures.load());
    assertThat(Figures.median(ready)).isLessThanOrEqualTo(LONGEST_START);
  }

  @Test
  void an_import_that_many_watch_is_as_fast_as_the_command() throws Exception {
    Path roster = Rosters.different(folder.resolve("staff.csv"), ROWS);
    List<Double> shares = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      boolean commandFirst = round % 2 == 0;
      double command = commandFirst ? byCommand(round, roster) : 0;
      double watched = byConsole(round, roster);
      command = commandFirst ? command : byCommand(round, roster);
      shares.add(watched / command);
      Figures.say("round %d: command %.1f rows/s, console %.1f", round, command, watched);
    }
    double share = Figures.median(shares);
    Figures.say(
        "%d rows, %s ms a call, %d browsers: console %.3f of the command's rows a second, load %.1f",
        ROWS, LATENCY_MILLIS, BROWSERS, share, Figures.load());
    assertThat(share).isGreaterThanOrEqualTo(LEAST_SHARE);
  }

  private double byCommand(int round, Path roster) throws IOException {
    Path plan = folder.resolve("plan-" + round);
    Path report = folder.resolve("report-" + round);
    String data = data("command-" + round).toString();
    try (SandboxProcess sandbox =
        SandboxProcess.start(folder, "--latency-median", LATENCY_MILLIS)) {
      List<String> check = new ArrayList<>(List.of("import", "users", roster.toString()));
      check.addAll(List.of("--allow-no-photo", "--plan", plan.toString(), "--data", data));
      check.addAll(sandbox.connection());
      assertThat(new Program(folder).run(check.toArray(String[]::new)).exit()).isZero();
      List<String> apply = new ArrayList<>(List.of("apply", plan.toString()));
      apply.addAll(List.of("--data", data, "--report", report.toString()));
      apply.addAll(sandbox.connection());
      assertThat(new Program(folder).run(apply.toArray(String[]::new)).exit()).isZero();
      return Figures.summary(report).path("rowsPerSecond").asDouble();
    }
  }

  private double byConsole(int round, Path roster) throws Exception {
    Path data = data("console-" + round);
    try (SandboxProcess sandbox = SandboxProcess.start(folder, "--latency-median", LATENCY_MILLIS);
        ConsoleProcess console = ConsoleProcess.start(folder, data, sandbox.connection())) {
      ConsoleVisitor visitor = ConsoleVisitor.at(console.ready());
      String at = visitor.begin();
      send(visitor, at, "list", "staff.csv", roster, 0);
      visitor.carryOut(at);
      CountDownLatch over = new CountDownLatch(1);
      List<Thread> others = new ArrayList<>();
      for (int n = 0; n < BROWSERS; n++) {
        others.add(watching(visitor, at, over));
      }
      visitor.until(at, FINISHED);
      over.countDown();
      for (Thread other : others) {
        other.join();
      }
      return Figures.summary(reportIn(data)).path("rowsPerSecond").asDouble();
    }
  }

  /** A browser on the page of the run: it asks as the page's script does. */
  private static Thread watching(ConsoleVisitor visitor, String at, CountDownLatch over) {
    Thread browser =
        new Thread(
            () -> {
              try {
                String page = visitor.until(at, Pattern.compile("data-(progress|test=\"finished)"));
                Matcher asked = AT_WORK.matcher(page);
                String address = asked.find() ? asked.group(1) : at;
                while (!over.await(2, TimeUnit.SECONDS)) {
                  visitor.get(address);
                }
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    browser.start();
    return browser;
  }

  private static Path reportIn(Path data) throws IOException {
    try (Stream<Path> all = Files.walk(data.resolve("console"))) {
      return all.filter(file -> file.endsWith("summary.json"))
          .filter(file -> !file.toString().contains("check"))
          .findFirst()
          .orElseThrow()
          .resolveSibling("");
    }
  }

  @Test
  void a_large_run_is_opened() throws IOException {
    Path roster = Rosters.mostUnnamed(folder.resolve("staff.csv"), ROWS);
    Path data = data("large");
    try (SandboxProcess sandbox = SandboxProcess.start(folder);
        ConsoleProcess console = ConsoleProcess.start(folder, data, sandbox.connection())) {
      ConsoleVisitor visitor = ConsoleVisitor.at(console.ready());
      String at = visitor.begin();
      send(visitor, at, "list", "staff.csv", roster, 0);
      visitor.carryOut(at);
      visitor.until(at, FINISHED);
      String run = visitor.get(at).headers().firstValue("Location").orElseThrow();
      double first = seconds(visitor, run, "E0000001");
      List<Double> times = new ArrayList<>();
      Random random = new Random(1);
      for (int n = 0; n < 20; n++) {
        int page = random.nextInt(ROWS / 100);
        times.add(seconds(visitor, run + "?show=todo&page=" + page * 99 / 100, "E0"));
        times.add(seconds(visitor, run + "?show=all&page=" + page, Rosters.job(page * 100)));
      }
      double longest = times.stream().max(Double::compare).orElseThrow();
      Figures.say(
          "a run of %d rows: opened in %.3f s, then its pages in %.3f s (median), %.3f s at most;"
              + " %d MB at most since the console's start, its import included; load %.1f",
          ROWS, first, Figures.median(times), longest, console.peakMegabytes(), Figures.load());
      assertThat(Figures.median(times)).isLessThanOrEqualTo(LONGEST_PAGE);
      assertThat(console.peakMegabytes()).isLessThanOrEqualTo(MOST_MEGABYTES);
    }
  }

  private static double seconds(ConsoleVisitor visitor, String path, String shown) {
    long began = System.nanoTime();
    HttpResponse<String> page = visitor.page(path);
    double seconds = (System.nanoTime() - began) / 1e9;
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains(shown);
    return seconds;
  }

  @Test
  void large_uploads_take_no_memory_and_go_on_where_they_broke_off() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    byte[] start = DrawnPhotos.jpeg(DrawnPhotos.draw(1, 64, 64), false);
    Random random = new Random(1);
    for (int n = 0; n < PHOTOS; n++) {
      byte[] photo = new byte[PHOTO_BYTES];
      random.nextBytes(photo);
      System.arraycopy(start, 0, photo, 0, start.length);
      Files.write(photos.resolve("E" + n + ".jpg"), photo);
    }
    Path zip = folder.resolve("photos.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> all = Files.list(photos)) {
      out.setLevel(0);
      for (Path photo : (Iterable<Path>) all.sorted()::iterator) {
        out.putNextEntry(new ZipEntry(String.valueOf(photo.getFileName())));
        Files.copy(photo, out);
        out.closeEntry();
      }
    }
    Path data = data("uploads");
    String files;
    String zipped;
    long first;
    try (ConsoleProcess console = ConsoleProcess.start(folder, data, List.of())) {
      ConsoleVisitor visitor = ConsoleVisitor.at(console.ready());
      files = visitor.begin();
      long began = System.nanoTime();
      for (int n = 0; n < PHOTOS; n++) {
        String name = "E" + n + ".jpg";
        send(visitor, files, "photos", name, photos.resolve(name), 0);
      }
      tell("as " + PHOTOS + " files", began, console);
      zipped = visitor.begin();
      sendUntil(visitor, zipped, zip, Files.size(zip) / 2);
      first = console.peakMegabytes();
      console.kill();
    }
    try (ConsoleProcess console = ConsoleProcess.start(folder, data, List.of())) {
      ConsoleVisitor visitor = ConsoleVisitor.at(console.ready());
      long began = System.nanoTime();
      // A page that is loaded anew knows nothing of what was sent; the console does.
      long there =
          visitor.part(
              where(zipped, "photos", PART, Files.size(zip)), "photos.zip", part(zip, PART));
      assertThat(there).isGreaterThanOrEqualTo(Files.size(zip) / 2 - PART);
      send(visitor, zipped, "photos", "photos.zip", zip, there);
      tell("as one zip, from the middle on, where the console was killed", began, console);
      assertThat(visitor.page(files + "/files").body()).contains(String.valueOf(PHOTOS / 1000));
      assertThat(Math.max(first, console.peakMegabytes())).isLessThanOrEqualTo(MOST_MEGABYTES);
    }
  }

  private static void tell(String how, long began, ConsoleProcess console) {
    Figures.say(
        "%.2f GB %s: %.1f s, %d MB at most, load %.1f",
        1e-9 * PHOTOS * PHOTO_BYTES,
        how,
        (System.nanoTime() - began) / 1e9,
        console.peakMegabytes(),
        Figures.load());
  }

  private static String where(String at, String kind, long from, long size) {
    return at + "/" + kind + "?at=" + from + "&size=" + size;
  }

  private static byte[] part(Path file, long from) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      return in.readNBytes(PART);
    }
  }

  private static void send(
      ConsoleVisitor visitor, String at, String kind, String name, Path file, long from)
      throws IOException {
    long size = Files.size(file);
    for (long sent = from; sent < size; ) {
      sent = visitor.part(where(at, kind, sent, size), name, part(file, sent));
    }
  }

  private static void sendUntil(ConsoleVisitor visitor, String at, Path zip, long end)
      throws IOException {
    long size = Files.size(zip);
    for (long sent = 0; sent < end; ) {
      sent = visitor.part(where(at, "photos", sent, size), "photos.zip", part(zip, sent));
    }
  }
}
