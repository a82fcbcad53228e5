package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.world.PassRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records exported under {@code -Xmx256m}, against curl reading the same pages of the same server
 * one after the other over one connection and throwing them away. In turns, so that both meet the
 * same machine. Said besides: the share without what an export of nothing takes, which is the start
 * of a JVM, and the processor time of each side, the server's being that of this JVM. Run it with
 *
 * <pre>
 * mvn -q test -Dtest=RecordsBenchmark -Dbench.records=1000000 -Dbench.rounds=3
 * mvn -q test -Dtest=RecordsBenchmark -Dbench.records=1000000 -Dbench.network=118
 * </pre>
 */
@Benchmark
class RecordsBenchmark {
  private static final int RECORDS = Integer.getInteger("bench.records", 200_000);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int PAGE = 1000;
  private static final String HEAP = System.getProperty("bench.heap", "-Xmx256m -XX:+UseSerialGC");

  @TempDir Path folder;

  private URI url;

  @Test
  void records_are_written_as_fast_as_they_can_be_read() throws Exception {
    assumeTrue(there("curl"), "there is no curl on this machine");
    try (Sandbox sandbox = Sandbox.start();
        Network network = Network.to(sandbox.url())) {
      url = network.url();
      Instant start = Instant.parse("2026-01-01T00:00:00Z");
      for (int n = 0; n < RECORDS; n++) {
        sandbox.bystander().addRecord(new PassRecord(0, 0, 3, "SPS-1", start.plusSeconds(n), 1));
      }
      List<Double> shares = new ArrayList<>();
      for (int round = 0; round <= ROUNDS; round++) {
        Timed curl = curl(sandbox);
        Timed ours = export(sandbox, RECORDS);
        Timed nothing = export(sandbox, 0, "--from", "2037-01-01");
        if (round > 0) {
          // The first round warms the server up.
          shares.add(curl.seconds() / ours.seconds());
          say(curl, ours, nothing);
        }
      }
      Figures.say("share of curl's speed: %.2f, %s", Figures.median(shares), Network.inWords());
    }
  }

  private static void say(Timed curl, Timed ours, Timed nothing) {
    Figures.say(
        "%,d records: curl %.1f MB in %.1f s (processor: curl %.1f, server %.1f), export in %.1f s"
            + " (%.1f, %.1f), of nothing in %.1f s (%.1f, %.1f); share %.2f, without the start"
            + " %.2f; load %.1f on %d processors",
        RECORDS,
        curl.bytes() / 1e6,
        curl.seconds(),
        curl.own(),
        curl.server(),
        ours.seconds(),
        ours.own(),
        ours.server(),
        nothing.seconds(),
        nothing.own(),
        nothing.server(),
        curl.seconds() / ours.seconds(),
        curl.seconds() / (ours.seconds() - nothing.seconds()),
        Figures.load(),
        Figures.processors());
  }

  /**
   * What a process took.
   *
   * @param own seconds of processor time
   * @param server the server's meanwhile
   */
  private record Timed(double seconds, long bytes, double own, double server) {}

  /** Processor seconds of this JVM, and of the processes it has waited for (Linux; else 0). */
  private record Processor(double own, double others) {
    static Processor now() throws IOException {
      Path file = Path.of("/proc/self/stat");
      if (!Files.exists(file)) {
        return new Processor(0, 0);
      }
      String stat = Files.readString(file);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      // In hundredths of a second; the name and the number before it are cut off.
      return new Processor(hundredths(fields, 11), hundredths(fields, 13));
    }

    private static double hundredths(String[] fields, int at) {
      return (Long.parseLong(fields[at]) + Long.parseLong(fields[at + 1])) / 100.0;
    }

    Timed since(Processor before, double seconds, long bytes) {
      return new Timed(seconds, bytes, others - before.others, own - before.own);
    }
  }

  private static boolean there(String program) {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The pages the export reads: windows of ids, with both times, each as large as a page. */
  private Timed curl(Sandbox sandbox) throws Exception {
    List<PassRecord> all = sandbox.bystander().records();
    long first = all.get(0).id();
    long last = all.get(all.size() - 1).id();
    StringBuilder urls = new StringBuilder();
    for (long from = first; from <= last; from += PAGE - 2) {
      String query =
          "startTime=0&endTime=2147483647&page=1&size=%d&startRecordId=%d&endRecordId=%d"
              .formatted(PAGE, from - 1, Math.min(last, from + PAGE - 3) + 1);
      urls.append("url = \"").append(url + "/api/v1/record?" + query + "&" + signed(sandbox));
      urls.append("\"\noutput = \"-\"\n");
    }
    Path list = Files.writeString(folder.resolve("urls.txt"), urls);
    Path read = folder.resolve("curl.out");
    Processor before = Processor.now();
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder("curl", "-s", "-K", list.toString())
            .redirectOutput(read.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    double seconds = (System.nanoTime() - began) / 1e9;
    long bytes = Files.size(read);
    Files.delete(read);
    return Processor.now().since(before, seconds, bytes);
  }

  private static String signed(Sandbox sandbox) throws Exception {
    String now = String.valueOf(System.currentTimeMillis());
    byte[] text = (now + "#" + sandbox.appSecret()).getBytes(StandardCharsets.UTF_8);
    String sign = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
    return "app_key=" + sandbox.appKey() + "&timestamp=" + now + "&sign=" + sign;
  }

  private Timed export(Sandbox sandbox, long records, String... which) throws IOException {
    Path file = folder.resolve("records.csv");
    List<String> command = new ArrayList<>(List.of("records", "export", "-o", file.toString()));
    command.addAll(List.of("--server", url.toString(), "--app-key", sandbox.appKey()));
    command.addAll(List.of("--app-secret-file", sandbox.appSecretFile().toString()));
    command.addAll(List.of(which));
    Processor before = Processor.now();
    Program.Ended ended = new Program(folder, HEAP.split(" ")).run(command.toArray(String[]::new));
    Processor after = Processor.now();
    assertThat(ended.exit()).as(ended.err()).isZero();
    try (var lines = Files.lines(file)) {
      assertThat(lines.count()).isEqualTo(records + 1);
    }
    return after.since(before, ended.seconds(), Files.size(file));
  }
}
