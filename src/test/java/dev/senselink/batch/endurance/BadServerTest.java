package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Night;
import dev.senselink.batch.fixture.Oracle;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Staff;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.http.CallRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A licence that ends in the middle of a run, and a server that hangs up on every occasion. */
@Tag("slow")
class BadServerTest {
  private static final int ROWS = 110;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LATENCY = Duration.ofMillis(80);

  /** For the fatal answer to travel, and a busy machine to wake the thread that waits for it. */
  private static final Duration ON_THE_WAY = Duration.ofMillis(500);

  @TempDir Path folder;

  @Test
  void after_a_fatal_answer_no_call_is_started_and_the_same_command_later_finishes()
      throws Exception {
    try (Night night = night(SandboxSettings.standard().withLatency(CallLatency.fixed(LATENCY)))) {
      night.sandbox().script(FaultRule.on("createUser").before().apiCode(20001).call(40).build());
      Night.Ended first = night.work();
      assertThat(first.exit()).as(first.errors()).isEqualTo(4);
      assertThat(first.output()).contains("20001").containsIgnoringCase("licence");

      CallRecord fatal =
          night.sandbox().calls().stream().filter(c -> c.code() == 20001).findFirst().orElseThrow();
      Instant known = fatal.started().plus(LATENCY).plus(ON_THE_WAY);
      assertThat(night.sandbox().calls())
          .as("calls started after the fatal answer was there")
          .noneMatch(c -> c.started().isAfter(known));
      assertThat(night.peopleTouched()).as("it came in the middle").isBetween(25L, 80L);
      assertThat(night.summary().path("notAttempted").asInt()).isPositive();

      assertThat(night.work().exit()).isEqualTo(3);
      assertThat(night.runs()).hasSize(1);
      Oracle.Verdict verdict = night.morning();
      System.out.println("fatal code in the middle: " + verdict.words());
      assertThat(verdict.complaints()).isEmpty();
      assertThat(verdict.done()).isEqualTo(ROWS);
    }
  }

  @Test
  void idle_connections_cut_under_load_cost_nobody() throws Exception {
    SandboxSettings hangsUp =
        SandboxSettings.standard()
            .withLatency(CallLatency.logNormal(Duration.ofMillis(20), 0.5))
            .withIdleTimeout(Duration.ofMillis(150));
    try (Night night = night(hangsUp)) {
      Program program = night.start();
      int cuts = 0;
      while (program.isAlive()) {
        night.sandbox().cutIdleConnections();
        cuts++;
        Until.later(Duration.ofMillis(40));
      }
      assertThat(program.exit(PATIENCE)).as(program.errors()).isEqualTo(3);
      Oracle.Verdict verdict = night.morning();
      System.out.println("idle connections cut " + cuts + " times: " + verdict.words());
      assertThat(verdict.complaints()).isEmpty();
      assertThat(cuts).isGreaterThan(50);
      assertThat(verdict.done()).isGreaterThanOrEqualTo((int) Math.ceil(0.99 * ROWS));
    }
  }

  private Night night(SandboxSettings settings) throws Exception {
    Night night = Night.with(folder, settings);
    night.roster(Staff.of(ROWS));
    return night;
  }
}
