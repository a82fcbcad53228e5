package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An encrypted zip of many photos, made and verified in a heap of 256 MB: a file a person must not
 * cost memory a person, or hardly any.
 *
 * <pre>
 * mvn -q test -Dtest=ZippedBackupBenchmark
 * mvn -q test -Dtest=ZippedBackupBenchmark -Dbench.people=2000 -Dbench.heap=-Xmx64m
 * </pre>
 */
@Benchmark
class ZippedBackupBenchmark {
  private static final int PEOPLE = Integer.getInteger("bench.people", 20_000);
  private static final String HEAP = System.getProperty("bench.heap", "-Xmx256m");
  private static final int FACES = 50;

  @TempDir Path folder;

  @Test
  void a_zip_of_many_photos_is_made_and_verified_in_a_small_heap() throws Exception {
    Path zip = folder.resolve("backup.zip");
    Path password = Files.writeString(folder.resolve("password.txt"), "pass\n");
    try (Sandbox server = Sandbox.start()) {
      fill(server);
      List<String> export = new ArrayList<>(List.of("export", "--encrypt-to-zip", zip.toString()));
      export.addAll(List.of("--server", server.url().toString(), "--app-key", server.appKey()));
      export.addAll(List.of("--app-secret-file", server.appSecretFile().toString()));
      export.addAll(List.of("--data", folder.resolve("data").toString()));
      Program.Ended made = run(export, password);
      Program.Ended verified = run(List.of("verify", zip.toString()), password);
      Figures.say(
          "%d photos, %s: zip of %.1f MB made in %.1f s, verified in %.1f s; load %.1f on %d"
              + " processors",
          PEOPLE,
          HEAP,
          Files.size(zip) / 1e6,
          made.seconds(),
          verified.seconds(),
          Figures.load(),
          Figures.processors());
    }
  }

  private Program.Ended run(List<String> command, Path password) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("--password-file", password.toString()));
    Program.Ended ended = new Program(folder, HEAP).run(all.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended;
  }

  private static void fill(Sandbox server) {
    List<byte[]> faces = new ArrayList<>();
    for (int n = 0; n < FACES; n++) {
      faces.add(Portraits.person(n, 160));
    }
    for (int n = 0; n < PEOPLE; n++) {
      server.addPerson(1, Map.of("name", "P" + n, "groups", "1"), faces.get(n % FACES));
    }
  }
}
