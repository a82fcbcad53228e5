package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.fixture.Benchmark;
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

/**
 * Many large photos at once in a small heap: 24 megapixels, a third of them progressive, 32
 * requests in flight.
 *
 * <pre>
 * mvn -q test -Dtest=PhotoMemoryBenchmark
 * </pre>
 */
@Benchmark
class PhotoMemoryBenchmark {
  private static final int PHOTOS = 60;
  private static final int KINDS = 3;
  private static final long MOST_MEGABYTES = 700;

  @TempDir Path folder;

  @Test
  void photos_in_flight_stay_within_their_memory() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "this system does not tell");
    Path photos = photos();
    try (SandboxProcess sandbox = SandboxProcess.start(folder)) {
      List<String> command = new ArrayList<>(List.of("photos", "check", photos.toString()));
      command.addAll(List.of("--concurrency", "32", "--report", folder.resolve("r").toString()));
      command.addAll(List.of("--data", folder.resolve("data").toString()));
      command.addAll(sandbox.connection());
      Program.Running running =
          new Program(folder, "-Xmx512m").start(command.toArray(String[]::new));
      long most = 0;
      while (running.process().isAlive()) {
        most = Math.max(most, peak(running.process().pid()));
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      Program.Ended ended = running.await();
      assertThat(ended.exit()).as(ended.err()).isZero();
      Figures.say("32 in flight, 24 MP, -Xmx512m: %d MB resident at most", most);
      assertThat(most).isBetween(1L, MOST_MEGABYTES);
    }
  }

  private Path photos() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (int kind = 0; kind < KINDS; kind++) {
      byte[] jpeg = DrawnPhotos.jpeg(DrawnPhotos.draw(kind, 6000, 4000), kind == 1);
      for (int i = kind; i < PHOTOS; i += KINDS) {
        byte[] file = Arrays.copyOf(jpeg, jpeg.length + 1); // what follows the end is ignored
        file[jpeg.length] = (byte) i;
        Files.write(photos.resolve(i + ".jpg"), file);
      }
    }
    return photos;
  }

  private static long peak(long process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException gone) {
      return 0; // it has just ended
    }
  }
}
