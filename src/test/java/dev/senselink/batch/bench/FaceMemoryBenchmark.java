package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@code photos check --offline} of very many photos: what is resident does not grow with their
 * number. Of twenty photos one shows nobody and one three people. Each file's bytes are its own;
 * the heap is whole from the start, so that what grows is not of Java.
 *
 * <pre>
 * mvn -q test -Dtest=FaceMemoryBenchmark    (-Dbench.photos=20000)
 * </pre>
 */
@Benchmark
class FaceMemoryBenchmark {
  private static final int PHOTOS = Integer.getInteger("bench.photos", 4_000);
  private static final int KINDS = 40;
  private static final int SIDE = 640;
  private static final long MOST_GROWTH_MEGABYTES = 40;

  @TempDir Path folder;

  @Test
  void what_is_resident_does_not_grow_with_the_photos() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "this system does not tell");
    Path report = folder.resolve("report");
    List<String> command = new ArrayList<>(List.of("photos", "check", photos().toString()));
    command.addAll(List.of("--offline", "--recheck-photos", "--report", report.toString()));
    command.addAll(List.of("--data", folder.resolve("data").toString(), "--no-progress"));
    Program.Running running =
        new Program(folder, "-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch")
            .start(command.toArray(String[]::new));
    List<Long> resident = new ArrayList<>();
    Duration processor = Duration.ZERO;
    long peak = 0;
    while (running.process().isAlive()) {
      processor = running.process().info().totalCpuDuration().orElse(processor);
      peak = Math.max(peak, megabytes(running.process().pid(), "VmHWM:"));
      resident.add(megabytes(running.process().pid(), "VmRSS:"));
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    Program.Ended ended = running.await();
    assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
    JsonNode summary = Figures.summary(report);
    assertThat(summary.path("valid").asInt()).isEqualTo(PHOTOS);
    long early = most(resident, 1);
    long late = most(resident, 4);
    Figures.say(
        "%d photos of %d px: %.0f s, %.1f ms of processor each, at most %d MB resident; second fifth"
            + " of the time %d MB, last fifth %d MB; load %.1f",
        PHOTOS,
        SIDE,
        ended.seconds(),
        processor.toMillis() / (double) PHOTOS,
        peak,
        early,
        late,
        Figures.load());
    assertThat(late - early).isLessThan(MOST_GROWTH_MEGABYTES);
  }

  private static long most(List<Long> resident, int fifth) {
    return resident.subList(resident.size() * fifth / 5, resident.size() * (fifth + 1) / 5).stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  private Path photos() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    List<byte[]> kinds = new ArrayList<>();
    for (int kind = 0; kind < KINDS; kind++) {
      kinds.add(
          switch (kind % 20) {
            case 0 -> Portraits.noFace(SIDE);
            case 1 -> Portraits.faces(3, SIDE);
            default -> Portraits.person(kind, SIDE);
          });
    }
    for (int n = 0; n < PHOTOS; n++) {
      byte[] jpeg = kinds.get(n % KINDS);
      byte[] file = Arrays.copyOf(jpeg, jpeg.length + 1); // what follows the end is ignored
      file[jpeg.length] = (byte) (n / KINDS);
      Files.write(photos.resolve(n + ".jpg"), file);
    }
    return photos;
  }

  private static long megabytes(long process, String what) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process), "status"))) {
      return lines
          .filter(line -> line.startsWith(what))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException gone) {
      return 0; // it has just ended
    }
  }
}
