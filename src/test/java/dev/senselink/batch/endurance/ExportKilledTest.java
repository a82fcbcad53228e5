package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.verify.Verification;
import dev.senselink.batch.fixture.Night;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.PassRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code kill -9} in the middle of an export, again and again: there is never a manifest before the
 * end, what was answered is not asked for again, and the backup is the one of an undisturbed
 * export.
 *
 * <p>All 20 kills over more people: {@code mvn -B -q test -Dtest=ExportKilledTest -Dkills=20}.
 */
@Tag("slow")
class ExportKilledTest {
  private static final int KILLS = Integer.getInteger("kills", 1);
  private static final int PEOPLE = Integer.getInteger("people", 60 * KILLS);
  private static final int RECORDS = Integer.getInteger("records", 30_000 * KILLS);
  private static final long SEED = Long.getLong("seed", 20L);
  private static final int OVER_GOOD = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Instant FIRST = Instant.parse("2025-11-20T00:00:00Z");

  @TempDir Path folder;

  @Test
  void the_backup_is_that_of_an_undisturbed_export() throws IOException {
    try (Sandbox server = server()) {
      fill(server);
      Path undisturbed = folder.resolve("undisturbed");
      assertThat(Night.ended(command(server, undisturbed)).exit()).isZero();
      long callsOfOne = server.calls().size();

      Path backup = folder.resolve("killed");
      Random chance = new Random(SEED);
      int middles = 0;
      for (int kill = 1; kill <= KILLS; kill++) {
        middles += killed(server, backup, callsOfOne / (KILLS + 1), chance) ? 1 : 0;
        assertThat(backup.resolve("manifest.json")).doesNotExist();
      }
      Program stopped = start(server, backup);
      assertThat(Until.within(PATIENCE, () -> stopped.said("people: "))).isTrue();
      stopped.signal("TERM");
      assertThat(stopped.exit(PATIENCE)).as(stopped.errors()).isEqualTo(4);
      assertThat(stopped.errors()).contains("the same command again").doesNotContain("doctor");
      Night.Ended last = Night.ended(command(server, backup));
      assertThat(last.exit()).as(last.errors()).isZero();

      long calls = server.calls().size() - callsOfOne;
      System.out.printf(
          "export of %d people and %d records killed %d times: %d calls instead of %d%n",
          PEOPLE, RECORDS, middles, calls, callsOfOne);
      assertThat(middles).as("kills that met an export at work").isEqualTo(KILLS);
      assertThat(content(backup)).isEqualTo(content(undisturbed));
      long photos = server.calls().stream().filter(c -> c.operation().equals("getImage")).count();
      assertThat(photos)
          .as("photos fetched: once each and export, and those in flight at a kill")
          .isLessThan(2L * PEOPLE / 4 + KILLS * 60L);
    }
  }

  /** Killed from the first to the last of its calls and while the new one takes its place (L19). */
  @Test
  void the_backup_that_was_there_stays_whole_until_the_new_one_is() throws IOException {
    try (Sandbox server = server()) {
      fill(server);
      Path backup = folder.resolve("good");
      assertThat(Night.ended(command(server, backup)).exit()).isZero();
      long callsOfOne = server.calls().size();
      int unfinished = 0;
      for (int kill = 0; kill < OVER_GOOD; kill++) {
        server.addPerson(1, Map.of("name", "K" + kill, "jobNumber", "K" + kill), null);
        long calls = callsOfOne * (kill + 1) / OVER_GOOD - 1;
        unfinished += killed(server, backup, calls, new Random(SEED + kill)) ? 1 : 0;
        List<String> damages = new ArrayList<>();
        Verification.of(backup, BackupKeys.none(), damage -> damages.add(damage.toString()));
        assertThat(damages).as("after kill %d", kill).isEmpty();
      }
      assertThat(unfinished).as("kills that met an export at work").isPositive();
      assertThat(Night.ended(command(server, backup)).exit()).isZero();
      assertThat(backup.resolve("next")).doesNotExist();
    }
  }

  private static Sandbox server() {
    return Sandbox.start(
        SandboxSettings.standard()
            .withLatency(
                CallLatency.logNormal(Duration.ofMillis(5), 0.5)
                    .with("listRecords", Duration.ofMillis(15))));
  }

  private static void fill(Sandbox server) {
    for (int n = 0; n < PEOPLE; n++) {
      byte[] photo = n % 4 == 0 ? Portraits.person(n, 120) : null;
      server.addPerson(1, Map.of("name", "P" + n, "jobNumber", "N" + n, "groups", "1"), photo);
    }
    for (int n = 0; n < RECORDS; n++) {
      Instant when = FIRST.plusSeconds(n * 5_000_000L / RECORDS);
      server.bystander().addRecord(new PassRecord(0, 0, 3, "SN", when, 1));
    }
  }

  private Program start(Sandbox server, Path backup) {
    return Program.start(folder, command(server, backup));
  }

  private List<String> command(Sandbox server, Path backup) {
    return List.of(
        "export",
        backup.toString(),
        "--server",
        server.url().toString(),
        "--app-key",
        server.appKey(),
        "--app-secret-file",
        server.appSecretFile().toString(),
        "--data",
        folder.resolve("data").toString(),
        "--time-zone",
        "Asia/Shanghai");
  }

  /** Whether it was at work when it was killed. */
  private boolean killed(Sandbox server, Path backup, long calls, Random chance) {
    Path mark = backup.resolve("next/unfinished/unfinished.json");
    long before = server.calls().size();
    Program program = start(server, backup);
    boolean reached =
        Until.within(PATIENCE, () -> server.calls().size() - before >= calls || !program.isAlive());
    Until.later(Duration.ofMillis(chance.nextInt(40)));
    boolean alive = reached && program.isAlive() && Files.exists(mark);
    program.kill();
    return alive;
  }

  /** Every file with its content, the workbook apart; of the manifest what is no moment. */
  private static Map<String, String> content(Path backup) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> all = Files.walk(backup)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = backup.relativize(file).toString();
        byte[] bytes = Files.readAllBytes(file);
        if (name.equals("manifest.json")) {
          ObjectNode manifest = (ObjectNode) JsonMapper.shared().readTree(bytes);
          manifest.remove(List.of("startedAt", "finishedAt"));
          ((ObjectNode) manifest.path("files")).remove("backup.xlsx");
          content.put(name, manifest.toString());
        } else {
          boolean differs = name.endsWith(".xlsx") || name.endsWith(".sha256");
          content.put(name, differs ? "" : new String(bytes, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return content;
  }
}
