package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.EveryFault;
import dev.senselink.batch.fixture.Night;
import dev.senselink.batch.fixture.Oracle;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Staff;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments, again and again, and nobody is lost, made twice or
 * misreported.
 *
 * <p>All 20 kills over 1,000 rows, and 20 more of each while everything goes wrong: {@code mvn -B
 * -q test -Dtest=CrashLoopTest -Dkills=20}. Another course of chance: {@code -Dseed=N}.
 */
@Tag("slow")
class CrashLoopTest {
  private static final int KILLS = Integer.getInteger("kills", 1);
  private static final int ROWS = Integer.getInteger("rows", Math.max(130, 50 * KILLS));
  private static final long SEED = Long.getLong("seed", 20L);
  private static final int LEAST_PROGRESS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void an_import_that_is_killed_again_and_again_creates_everybody_once() throws Exception {
    try (Night night = night("createUser")) {
      night.roster(Staff.of(ROWS));
      killAgainAndAgain(night);
      judge(night, "create", 1);
    }
  }

  @Test
  void an_update_that_is_killed_again_and_again_changes_everybody_rightly() throws Exception {
    try (Night night = night("updateUser")) {
      Staff staff = Staff.of(ROWS);
      night.roster(staff);
      assertThat(night.work().exit()).isEqualTo(3);
      night.roster(staff.later());
      killAgainAndAgain(night, "--on-existing", "update");
      judge(night, "update", 1);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "kills", matches = "[0-9]+")
  void killed_again_and_again_while_everything_goes_wrong_all_is_still_told_rightly()
      throws Exception {
    try (Night night = night("createUser").withFaults(EveryFault.at(0.005, 0.002))) {
      Staff staff = Staff.of(ROWS);
      night.roster(staff);
      killAgainAndAgain(night);
      judge(night, "create under every kind of fault", 0.99);
      night.roster(staff.later());
      killAgainAndAgain(night, "--on-existing", "update");
      judge(night, "update under every kind of fault", 0.99);
    }
  }

  private Night night(String lostAnswersOf) {
    return Night.with(
            folder,
            SandboxSettings.standard()
                .withSeed(SEED)
                .withLatency(
                    CallLatency.logNormal(Duration.ofMillis(40), 0.5)
                        // Who is looked up after a kill is not what is tried here.
                        .with("listUsers", Duration.ofMillis(3))))
        .withFaults(
            FaultRule.on(lostAnswersOf).after().noAnswer().call(5).build(),
            FaultRule.on(lostAnswersOf).after().noAnswer().rate(0.01).build());
  }

  private static void killAgainAndAgain(Night night, String... options) {
    Random chance = new Random(SEED);
    for (int kill = 1; kill <= KILLS; kill++) {
      long target = night.peopleTouched() + LEAST_PROGRESS + chance.nextInt(15);
      Program program = night.start(options);
      boolean reached =
          Until.within(PATIENCE, () -> night.peopleTouched() >= target || !program.isAlive());
      assertThat(reached && program.isAlive())
          .as("kill %d finds %d new rows; %s", kill, LEAST_PROGRESS, program.errors())
          .isTrue();
      Until.later(Duration.ofMillis(chance.nextInt(60)));
      program.kill();
    }
    Night.Ended last = night.work(options);
    assertThat(last.exit()).as(last.errors()).isEqualTo(3);
  }

  private static void judge(Night night, String what, double leastDone) throws Exception {
    Oracle.Verdict verdict = night.morning();
    long unanswered =
        night.sandbox().calls().stream().filter(c -> c.fault().equals("NO_ANSWER")).count();
    System.out.println(
        what + " with " + KILLS + " kills, lost answers " + unanswered + ": " + verdict.words());
    assertThat(verdict.complaints()).isEmpty();
    assertThat(verdict.done()).isGreaterThanOrEqualTo((int) Math.ceil(leastDone * ROWS));
    assertThat(unanswered).as("answers were lost at all").isPositive();
    assertThat(night.openIntents())
        .as("requests whose fate is unknown: those of rows that say so")
        .isLessThanOrEqualTo(ROWS - verdict.done());
    assertThat(night.summary().path("rows").asInt()).isEqualTo(ROWS);
  }
}
