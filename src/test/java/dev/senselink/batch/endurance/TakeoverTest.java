package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Night;
import dev.senselink.batch.fixture.Oracle;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Staff;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine vanishes in the midst of an import, at any moment, and another one that has nothing but
 * the roster and the photos goes on with it by the same command. {@code -Dtakeovers=20} for a
 * table.
 */
@Tag("slow")
class TakeoverTest {
  private static final int TAKEOVERS = Integer.getInteger("takeovers", 2);
  private static final int ROWS = Integer.getInteger("rows", 120);
  private static final long SEED = Long.getLong("seed", 1);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void whoever_takes_over_loses_nobody_and_makes_nobody_twice() throws Exception {
    double[] seconds = new double[TAKEOVERS];
    List<String> complaints = new ArrayList<>();
    for (int n = 0; n < TAKEOVERS; n++) {
      Path place = Files.createDirectory(folder.resolve("take-over-" + n));
      seconds[n] = takenOver(place, new Random(SEED + n), complaints);
    }
    Arrays.sort(seconds);
    System.out.printf(
        "take-overs %d of %d rows: complaints %d, seconds until it goes on %.1f to %.1f, median"
            + " %.1f%n",
        TAKEOVERS,
        ROWS,
        complaints.size(),
        seconds[0],
        seconds[TAKEOVERS - 1],
        seconds[TAKEOVERS / 2]);
    assertThat(complaints).isEmpty();
  }

  private static double takenOver(Path place, Random chance, List<String> complaints)
      throws Exception {
    String[] database = Postgres.options(Postgres.database(), place).toArray(String[]::new);
    try (Night night =
        Night.with(
            place,
            SandboxSettings.standard().withLatency(CallLatency.fixed(Duration.ofMillis(20))))) {
      night.roster(Staff.of(ROWS));
      int touched = chance.nextInt(ROWS * 9 / 10);
      Program first = night.start(database);
      boolean came =
          Until.within(PATIENCE, () -> night.peopleTouched() >= touched || !first.isAlive());
      assertThat(came).as(first.errors()).isTrue();
      first.kill();
      long killed = System.nanoTime();
      int before = night.sandbox().commits().size();

      Path elsewhere =
          Files.createDirectory(
              place.resolve("elsewhere"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Program second = night.startIn(elsewhere, database);
      Until.within(PATIENCE, () -> night.sandbox().commits().size() > before || !second.isAlive());
      double goesOn = (System.nanoTime() - killed) / 1e9;
      assertThat(second.exit(PATIENCE)).as(second.errors()).isEqualTo(3);

      Oracle.Verdict verdict = night.morningIn(elsewhere);
      System.out.printf("killed after %d people: %s, %.1f s%n", touched, verdict.words(), goesOn);
      complaints.addAll(verdict.complaints());
      assertThat(verdict.done()).isEqualTo(ROWS);
      assertThat(night.summary().path("status").asString()).isEqualTo("COMPLETED");
      return goesOn;
    }
  }
}
