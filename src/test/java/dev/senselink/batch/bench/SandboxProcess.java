package dev.senselink.batch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox in a process of its own, so that it takes nothing of the client's heap. */
final class SandboxProcess implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Asked before the first row, outside of the time a run measures. */
  private static final Set<String> BEFORE_ROWS =
      Set.of("getCompany", "listGroups", "getDepartmentTree");

  private final Program.Running running;
  private final JsonNode ready;

  private SandboxProcess(Program.Running running, JsonNode ready) {
    this.running = running;
    this.ready = ready;
  }

  /** Starts it, with further options of the {@code sandbox} command. */
  static SandboxProcess start(Path folder, String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "sandbox";
    System.arraycopy(options, 0, arguments, 1, options.length);
    Program.Running running = new Program(folder).start(arguments);
    return new SandboxProcess(running, awaitReady(running));
  }

  private static JsonNode awaitReady(Program.Running running) {
    long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (System.nanoTime() < until && running.process().isAlive()) {
      String out = read(running.out());
      if (out.endsWith("\n")) {
        return JSON.readTree(out);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    running.process().destroyForcibly();
    throw new IllegalStateException("the sandbox did not start: " + read(running.err()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The options that lead another command to it. */
  List<String> connection() {
    return List.of(
        "--server",
        ready.path("server").asString(),
        "--app-key",
        ready.path("appKey").asString(),
        "--app-secret-file",
        ready.path("appSecretFile").asString());
  }

  /**
   * The server's own word on its work.
   *
   * @param calls all calls it has answered
   * @param seconds the sum of its service times, those calls left out that come before the rows
   * @param maxInFlight the most calls it has seen at a time
   * @param creates calls that create somebody
   */
  record Work(long calls, double seconds, int maxInFlight, long creates) {}

  /** How long it was at work until now. */
  Work work() {
    JsonNode times = JSON.readTree(get("/sandbox/service-times"));
    double millis = 0;
    for (var one : times.path("operations").properties()) {
      if (!BEFORE_ROWS.contains(one.getKey())) {
        millis += one.getValue().path("sumMillis").asDouble();
      }
    }
    return new Work(
        times.path("count").asLong(),
        millis / 1000,
        times.path("maxInFlight").asInt(),
        times.path("operations").path("createUser").path("count").asLong(0));
  }

  private String get(String path) {
    try {
      URI address = URI.create(ready.path("server").asString() + path);
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while asking the sandbox", e);
    }
  }

  @Override
  public void close() {
    running.process().destroy();
    running.await();
  }
}
