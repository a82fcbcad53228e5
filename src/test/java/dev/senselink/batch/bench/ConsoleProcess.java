package dev.senselink.batch.bench;

import dev.senselink.batch.fixture.ChildJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A console in a process of its own, as the launcher starts it, for whom a server may be set. */
final class ConsoleProcess implements AutoCloseable {
  private static final String HEAP = System.getProperty("bench.heap", "-Xmx192m -XX:+UseSerialGC");

  private final Process process;
  private final long began;
  private final Path out;

  private ConsoleProcess(Process process, long began, Path out) {
    this.process = process;
    this.began = began;
    this.out = out;
  }

  /**
   * Starts one.
   *
   * @param folder where its output goes
   * @param data its data folder
   * @param connection options that lead a command to the server, none for no server
   */
  static ConsoleProcess start(Path folder, Path data, List<String> connection) {
    List<String> command = ChildJava.command(HEAP.split(" "));
    command.addAll(List.of("dev.senselink.batch.Main", "console", "--json", "--port", "0"));
    command.addAll(List.of("--data", data.toString()));
    try {
      Path out = Files.createTempFile(folder, "console", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(Files.createTempFile(folder, "console", ".err").toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("SENSELINK_"));
      for (int n = 0; n < connection.size(); n += 2) {
        String name = connection.get(n).substring(2).replace('-', '_');
        builder
            .environment()
            .put("SENSELINK_" + name.toUpperCase(java.util.Locale.ROOT), connection.get(n + 1));
      }
      builder.environment().put("SENSELINK_FACE_CHECK", "off");
      long began = System.nanoTime();
      return new ConsoleProcess(builder.start(), began, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where one signs in, once it says so. */
  URI ready() {
    try {
      while (process.isAlive()) {
        String said = Files.readString(out);
        if (said.endsWith("\n")) {
          return URI.create(JsonMapper.shared().readTree(said).path("url").asString());
        }
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
      throw new IllegalStateException("the console has ended");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Seconds since it was started. */
  double age() {
    return (System.nanoTime() - began) / 1e9;
  }

  /** The most memory that it has held, in millions of bytes; 0 where the system does not tell. */
  long peakMegabytes() {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
