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
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A machine vanishes in the midst of an import, at any moment, and another one that has nothing but
 * the roster and the photos goes on with it by the same command. {@code -Dtakeovers=20} for a
 * table.
 */
@Tag("slow")
class TakeoverTest {
  private static final int TAKEOVERS = Integer.getInteger("takeovers", 1);
  private static final int ROWS = Integer.getInteger("rows", 120);
  private static final long SEED = Long.getLong("seed", 1);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  private static final List<Double> SECONDS = new ArrayList<>();

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + TAKEOVERS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whoever_takes_over_loses_nobody_and_makes_nobody_twice(long seed) throws Exception {
    List<String> complaints = new ArrayList<>();
    SECONDS.add(takenOver(folder, new Random(seed), complaints));
    assertThat(complaints).isEmpty();
  }

  @AfterAll
  static void tell() {
    SECONDS.sort(null);
    System.out.printf(
        "%d of %d take-overs of %d rows, seconds until it goes on: %s%n",
        SECONDS.size(), TAKEOVERS, ROWS, SECONDS.stream().map("%.1f"::formatted).toList());
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
      CompletableFuture<Night.Ended> second =
          CompletableFuture.supplyAsync(() -> night.workIn(elsewhere, database));
      Until.within(PATIENCE, () -> night.sandbox().commits().size() > before || second.isDone());
      double goesOn = (System.nanoTime() - killed) / 1e9;
      assertThat(second.join().exit()).as(second.join().errors()).isEqualTo(3);

      Oracle.Verdict verdict = night.morningIn(elsewhere);
      System.out.printf("killed after %d people: %s, %.1f s%n", touched, verdict.words(), goesOn);
      complaints.addAll(verdict.complaints());
      assertThat(verdict.done()).isEqualTo(ROWS);
      assertThat(night.summary().path("status").asString()).isEqualTo("COMPLETED");
      return goesOn;
    }
  }
}
