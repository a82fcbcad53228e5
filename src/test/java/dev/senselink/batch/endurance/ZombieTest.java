package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Night;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Staff;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stands still, and one that is asked to stop. */
@Tag("slow")
class ZombieTest {
  private static final int ROWS = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void while_one_process_stands_still_a_second_is_refused_and_the_first_ends_well()
      throws Exception {
    try (Night night = night()) {
      Program first = night.start();
      awaitRows(night, first, 20);
      first.signal("STOP");
      long sent = callsOnceAllIsQuiet(night);

      Night.Ended second = night.work();
      assertThat(second.exit()).isEqualTo(4);
      assertThat(second.errors())
          .contains("another run is in progress")
          .contains("process " + first.pid())
          .contains("import-users");
      assertThat(night.sandbox().calls().size() - sent)
          .as("calls while the first stood still")
          .isZero();
      Night.Ended list = Night.ended(List.of("runs", "--data", night.data().toString()));
      assertThat(list.exit()).isZero();
      assertThat(list.output()).contains("RUNNING");

      first.signal("CONT");
      assertThat(first.exit(PATIENCE)).isEqualTo(3);
      assertThat(night.morning().complaints()).isEmpty();
      assertThat(night.morning().done()).isEqualTo(ROWS);
    }
  }

  /** A signal takes a moment to reach every thread, and what was in flight then still arrives. */
  private static long callsOnceAllIsQuiet(Night night) {
    while (true) {
      long calls = night.sandbox().calls().size();
      if (!Until.within(Duration.ofSeconds(5), () -> night.sandbox().calls().size() > calls)) {
        return calls;
      }
    }
  }

  @Test
  void a_run_stopped_in_order_with_answers_missing_is_gone_on_with_and_ends_well()
      throws Exception {
    try (Night night = night()) {
      night.sandbox().script(FaultRule.on("createUser").after().noAnswer().rate(0.3).build());
      Program first = night.start();
      awaitRows(night, first, 30);
      first.signal("TERM");
      assertThat(first.exit(PATIENCE)).isEqualTo(4);
      assertThat(night.summary().path("status").asString()).isEqualTo("STOPPED");
      assertThat(night.openIntents()).as("answers are missing").isPositive();

      assertThat(night.nextOneWaits()).isTrue();
      night.sandbox().clearFaults();
      assertThat(night.work().exit()).isEqualTo(3);
      assertThat(night.nextOneWaits()).isFalse();
      assertThat(night.morning().complaints()).isEmpty();
      assertThat(night.morning().done()).isEqualTo(ROWS);
      assertThat(night.openIntents()).isZero();
    }
  }

  private Night night() throws Exception {
    Night night =
        Night.with(
            folder,
            SandboxSettings.standard().withLatency(CallLatency.fixed(Duration.ofMillis(60))));
    night.roster(Staff.of(ROWS));
    return night;
  }

  private static void awaitRows(Night night, Program program, int rows) {
    assertThat(
            Until.within(PATIENCE, () -> night.peopleTouched() >= rows || !program.isAlive())
                && program.isAlive())
        .as(program.errors())
        .isTrue();
  }
}
