package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PassRecord;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A large company exported in a heap of 256 MB: how fast the list of people and the records come,
 * against curl that only reads the same bytes from the same server and throws them away. The list
 * is measured from its first word to the sorted file, the records to their tables. The wish is 0.8
 * for the list and 0.9 for the records.
 *
 * <pre>
 * mvn -q test -Dtest=BackupBenchmark
 * mvn -q test -Dtest=BackupBenchmark -Dbench.network=118
 * mvn -q test -Dtest=BackupBenchmark -Dbench.people=20000 -Dbench.records=100000
 * mvn -q test -Dtest=BackupBenchmark -Dbench.firstId=5000000000 -Dbench.idStep=3
 * </pre>
 *
 * <p>curl repeats the very calls of the export, those that only look for records too: how many rows
 * a call brought is told beside it.
 */
@Benchmark
class BackupBenchmark {
  private static final int PEOPLE = Integer.getInteger("bench.people", 200_000);
  private static final int RECORDS = Integer.getInteger("bench.records", 1_000_000);
  private static final String HEAP = System.getProperty("bench.heap", "-Xmx256m -XX:+UseSerialGC");
  private static final long FIRST_ID = Long.getLong("bench.firstId", 1);
  private static final long ID_STEP = Long.getLong("bench.idStep", 1);
  private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
  private static final Duration TWO_YEARS = Duration.ofDays(700);

  @TempDir Path folder;

  private URI address;

  private final List<Map<String, String>> asked = new ArrayList<>();

  @Test
  void a_large_company_is_exported_in_a_small_heap() throws Exception {
    try (Sandbox server = Sandbox.start();
        Network network = Network.to(server.url())) {
      address = network.url();
      fill(server);
      curl(server, "/api/v1/user/list", List.of(Map.of())); // warms the server up
      double curlList = curl(server, "/api/v1/user/list", List.of(Map.of()));
      server.script(
          FaultRule.on("listRecords")
              .when(
                  fields -> {
                    synchronized (asked) {
                      asked.add(new TreeMap<>(fields));
                    }
                    return false;
                  })
              .build());
      Path backup = folder.resolve("backup");
      Map<String, Double> phases = new LinkedHashMap<>();
      JsonNode summary = export(server, backup, phases);
      server.clearFaults();
      double curlRecords = curl(server, "/api/v1/record", asked);

      assertThat(summary.path("users").asInt()).isEqualTo(PEOPLE);
      assertThat(summary.path("records").asInt()).isEqualTo(RECORDS);
      double list = curlList / phases.get("list");
      double records = curlRecords / phases.get("records");
      long looks = asked.stream().filter(call -> Integer.parseInt(call.get("size")) <= 20).count();
      Figures.say(
          "%d people: list %.1f s, curl %.1f s: %.2f of its speed; %d records: %.1f s, curl %.1f s:"
              + " %.2f, %d calls that bring %.0f records each, and %d that look; groups of each %.1f s; all %.1f s, %s, %s; load %.1f on %d processors",
          PEOPLE,
          phases.get("list"),
          curlList,
          list,
          RECORDS,
          phases.get("records"),
          curlRecords,
          records,
          asked.size() - looks,
          (double) RECORDS / (asked.size() - looks),
          looks,
          phases.get("groups"),
          summary.path("durationSeconds").asDouble(),
          HEAP,
          Network.inWords(),
          Figures.load(),
          Figures.processors());
    }
  }

  private static void fill(Sandbox server) {
    for (int n = 0; n < PEOPLE; n++) {
      server.addPerson(
          1,
          Map.of(
              "name",
              "员工 " + n,
              "jobNumber",
              String.format("%08d", n),
              "mobile",
              String.valueOf(13_000_000_000L + n),
              "remark",
              "line " + n % 97,
              "groups",
              "1"),
          null);
    }
    long step = TWO_YEARS.toMillis() / RECORDS;
    for (int n = 0; n < RECORDS; n++) {
      Instant when = FIRST.plusMillis(n * step);
      long person = n % 5 == 0 ? 0 : 65_001 + n % PEOPLE;
      int type = person == 0 ? 3 : 1;
      server
          .bystander()
          .addRecord(new PassRecord(FIRST_ID + n * ID_STEP, person, type, "SKP-1", when, 1));
    }
  }

  private JsonNode export(Sandbox server, Path backup, Map<String, Double> phases)
      throws IOException {
    Program.Running running =
        new Program(folder, HEAP.split(" "))
            .start(
                "export",
                backup.toString(),
                "--json",
                "--server",
                address.toString(),
                "--app-key",
                server.appKey(),
                "--app-secret-file",
                server.appSecretFile().toString(),
                "--data",
                folder.resolve("data").toString(),
                "--time-zone",
                "UTC");
    Map<String, Long> said = new TreeMap<>();
    while (running.process().isAlive()) {
      note(Files.readString(running.err()), said);
      LockSupport.parkNanos(5_000_000);
    }
    Program.Ended ended = running.await();
    assertThat(ended.exit()).as(ended.err()).isZero();
    phases.put("list", seconds(said, "reading the list", "reading the groups"));
    phases.put("groups", seconds(said, "reading the groups", "photos: fetching"));
    phases.put("records", seconds(said, "reading the records", "writing backup.xlsx"));
    return JsonMapper.shared().readTree(ended.out());
  }

  private static void note(String errors, Map<String, Long> said) {
    for (String words :
        List.of(
            "reading the list",
            "reading the groups",
            "photos: fetching",
            "reading the records",
            "writing backup.xlsx")) {
      if (!said.containsKey(words) && errors.contains(words)) {
        said.put(words, System.nanoTime());
      }
    }
  }

  private static double seconds(Map<String, Long> said, String from, String to) {
    return (said.get(to) - said.get(from)) / 1e9;
  }

  /** How long curl takes for these calls, one connection, one after the other. */
  private double curl(Sandbox server, String path, List<Map<String, String>> calls)
      throws Exception {
    Path urls = folder.resolve("urls");
    List<String> lines = new ArrayList<>();
    for (Map<String, String> fields : calls) {
      lines.add("url = \"" + url(server, path, fields) + "\"");
      lines.add("output = \"/dev/null\"");
    }
    Files.write(urls, lines);
    long began = System.nanoTime();
    Process curl =
        new ProcessBuilder(
                "curl", "-s", "-S", "--fail", "-w", "%{size_download}\\n", "-K", urls.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> sizes = curl.inputReader().lines().toList();
    assertThat(curl.waitFor()).isZero();
    double seconds = (System.nanoTime() - began) / 1e9;
    long bytes = sizes.stream().mapToLong(Long::parseLong).sum();
    Figures.say(
        "curl: %d calls of %s, %.1f MB in %.2f s", calls.size(), path, bytes / 1e6, seconds);
    assertThat(bytes).as("a list, and no refusal").isGreaterThan(100L * PEOPLE);
    return seconds;
  }

  private String url(Sandbox server, String path, Map<String, String> fields)
      throws GeneralSecurityException {
    Map<String, String> all = new TreeMap<>(fields);
    String now = String.valueOf(System.currentTimeMillis());
    String text = now + "#" + server.appSecret();
    byte[] sign = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
    all.put("app_key", server.appKey());
    all.put("timestamp", now);
    all.put("sign", HexFormat.of().formatHex(sign));
    List<String> query = new ArrayList<>();
    all.forEach((k, v) -> query.add(k + "=" + URLEncoder.encode(v, StandardCharsets.UTF_8)));
    return address + path + "?" + String.join("&", query);
  }
}
