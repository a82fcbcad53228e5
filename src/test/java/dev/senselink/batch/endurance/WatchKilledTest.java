package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.PassRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * A watch that is killed again and again while people pass the doors, and goes on each time.
 *
 * <p>All 20 kills: {@code mvn -B -q test -Dtest=WatchKilledTest -Dkills=20}.
 */
@Tag("slow")
class WatchKilledTest {
  private static final int KILLS = Integer.getInteger("kills", 1);
  private static final int LEAST_PROGRESS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final List<Program> started = new ArrayList<>();

  @AfterEach
  void nothing_outlives_the_test() {
    started.forEach(Program::close);
  }

  @Test
  void each_record_is_once_in_a_file_that_two_cannot_have_after_all_kills_and_a_signal_ends_it()
      throws Exception {
    try (Sandbox sandbox =
        Sandbox.start(SandboxSettings.standard().withHeartbeat(Duration.ofMillis(200)))) {
      sandbox.push().disorder(3);
      Path file = folder.resolve("records.jsonl");
      ScheduledThreadPoolExecutor door = new ScheduledThreadPoolExecutor(1);
      Random chance = new Random(20);
      try {
        Future<?> unused = null;
        for (int kill = 1; kill <= KILLS; kill++) {
          long before = lines(file);
          Program program = watch(sandbox, file);
          if (unused == null) {
            // Only what comes once it listens is its own to tell.
            assertThat(Until.within(PATIENCE, () -> sandbox.push().connections() > 0)).isTrue();
            unused =
                door.scheduleAtFixedRate(
                    () -> sandbox.addRecord(0, Instant.now()), 0, 5, TimeUnit.MILLISECONDS);
          }
          long target = before + LEAST_PROGRESS + chance.nextInt(50);
          assertThat(Until.within(PATIENCE, () -> lines(file) >= target))
              .as("kill %d; %s", kill, program.errors())
              .isTrue();
          program.kill();
        }
        Program last = watch(sandbox, file);
        long target = lines(file) + LEAST_PROGRESS;
        assertThat(Until.within(PATIENCE, () -> lines(file) >= target)).as(last.errors()).isTrue();
        Program second = watch(sandbox, file);
        assertThat(second.exit(PATIENCE)).as(second.errors()).isEqualTo(2);
        assertThat(second.errors()).contains("being written by another");
        door.shutdown();
        assertThat(door.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
        List<Long> all = sandbox.bystander().records().stream().map(PassRecord::id).toList();
        assertThat(Until.within(PATIENCE, () -> lines(file) >= all.size())).isTrue();
        last.signal("TERM");

        assertThat(last.exit(PATIENCE)).as(last.errors()).isZero();
        assertThat(ids(file)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(last.errors()).doesNotContain(sandbox.appSecret(), "/" + sandbox.appKey() + "/");
      } finally {
        door.shutdownNow();
      }
    }
  }

  private Program watch(Sandbox sandbox, Path file) {
    Program program =
        Program.start(
            folder,
            List.of(
                "records",
                "watch",
                "--server",
                sandbox.url().toString(),
                "--app-key",
                sandbox.appKey(),
                "--app-secret-file",
                sandbox.appSecretFile().toString(),
                "--ws-port",
                String.valueOf(sandbox.wsPort()),
                "-o",
                file.toString()));
    started.add(program);
    return program;
  }

  private static long lines(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file).lines().count() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static List<Long> ids(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> JsonMapper.shared().readTree(line).get("id").longValue())
        .toList();
  }
}
