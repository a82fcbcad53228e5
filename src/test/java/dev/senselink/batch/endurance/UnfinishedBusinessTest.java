package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.Night;
import dev.senselink.batch.fixture.Oracle;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Staff;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.CommittedChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one process could not bring to its end, the next one does. */
@Tag("slow")
class UnfinishedBusinessTest {
  private static final int ROWS = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource({"KILL", "TERM"})
  void a_person_saved_but_unknown_to_the_face_service_is_made_known_by_the_next_process(
      String signal) throws Exception {
    try (Night night = night()) {
      night.sandbox().script(FaultRule.on("createUser").after().apiCode(50001).call(5).build());
      night.sandbox().script(FaultRule.on("updateUser").before().noAnswer().times(1).build());
      Program first = night.start();
      await(first, () -> calls(night, "updateUser") > 0);
      first.signal(signal);
      first.exit(PATIENCE);
      assertThat(updates(night)).isEmpty();

      assertThat(night.work().exit()).isEqualTo(3);
      Oracle.Verdict verdict = night.morning();
      assertThat(verdict.complaints()).isEmpty();
      assertThat(verdict.done()).isEqualTo(ROWS);
      assertThat(updates(night))
          .singleElement()
          .extracting(CommittedChange::photoSha256)
          .isNotEqualTo("");
    }
  }

  @Test
  void an_audit_that_the_server_does_not_answer_is_made_up_for_by_the_same_command()
      throws Exception {
    try (Night night = night()) {
      Staff staff = Staff.of(ROWS);
      night.sandbox().script(FaultRule.on("createUser").before().reset().call(5).build());
      night
          .sandbox()
          .script(
              FaultRule.on("listUsers")
                  .status(500)
                  .when(p -> isKeyLookUp(p) && night.peopleTouched() == staff.good())
                  .build());
      Night.Ended first = night.work("--tries", "2", "--lookup", "list");
      assertThat(first.exit()).as(first.errors()).isEqualTo(4);
      assertThat(first.output()).contains("sent twice");
      assertThat(night.morning().complaints()).isEmpty();

      night.sandbox().clearFaults();
      CommittedChange twice = sentTwice(night);
      long another =
          night
              .sandbox()
              .addPerson(1, Map.of("name", twice.name(), "jobNumber", twice.jobNumber()), null);
      assertThat(night.work("--lookup", "list").exit()).isEqualTo(3);
      assertThat(night.runs()).hasSize(1);
      assertThat(Files.readString(night.report().resolve("results.csv")))
          .contains("DUPLICATE_CREATED")
          .contains(String.valueOf(another));
    }
  }

  /** So few rows that all are at work when the stop comes: each has an outcome of some kind. */
  @Test
  void rows_cut_by_a_stop_are_not_taken_for_done_when_the_next_process_works_only_one()
      throws Exception {
    try (Night night = night()) {
      night.sandbox().script(FaultRule.on("createUser").before().apiCode(20001).call(10).build());
      assertThat(night.work().exit()).isEqualTo(4);
      assertThat(night.summary().path("notAttempted").asInt()).isGreaterThan(5);
      night.work("--limit", "1").exit();
      assertThat(night.summary().path("status").asString()).isEqualTo("STOPPED");

      assertThat(night.work().exit()).isEqualTo(3);
      assertThat(night.runs()).hasSize(1);
      Oracle.Verdict verdict = night.morning();
      assertThat(verdict.complaints()).isEmpty();
      assertThat(verdict.done()).isEqualTo(ROWS);
    }
  }

  @Test
  void a_group_created_by_a_process_that_died_over_it_is_told_in_the_summary() throws Exception {
    try (Night night = night()) {
      night.sandbox().script(FaultRule.on("createGroup").after().noAnswer().times(1).build());
      Program first = night.start("--create-missing");
      await(first, () -> calls(night, "createGroup") > 0);
      first.kill();

      assertThat(night.work("--create-missing").exit()).isEqualTo(3);
      assertThat(night.summary().path("createdGroups").toString()).contains("Nowhere");
      assertThat(
              night.sandbox().commits().stream().filter(c -> c.operation().equals("createGroup")))
          .hasSize(1);
    }
  }

  /** The person of the row whose first create was reset: told with two attempts. */
  private static CommittedChange sentTwice(Night night) throws Exception {
    String key =
        Shell.rows(night.report().resolve("results.csv")).stream()
            .filter(row -> row.get("outcome").equals("CREATED") && row.get("attempts").equals("2"))
            .findFirst()
            .orElseThrow()
            .get("key");
    return night.sandbox().commits().stream()
        .filter(c -> key.equals(c.jobNumber()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isKeyLookUp(Map<String, String> parameters) {
    return parameters.containsKey("jobNumber");
  }

  private Night night() throws Exception {
    Night night =
        Night.with(
            folder,
            SandboxSettings.standard().withLatency(CallLatency.fixed(Duration.ofMillis(20))));
    night.roster(Staff.of(ROWS));
    return night;
  }

  private static List<CommittedChange> updates(Night night) {
    return night.sandbox().commits().stream()
        .filter(c -> c.operation().equals("updateUser"))
        .toList();
  }

  /** Calls that were answered, or are held without an answer. */
  private static long calls(Night night, String operation) {
    return night.sandbox().calls().stream().filter(c -> c.operation().equals(operation)).count();
  }

  private static void await(Program program, BooleanSupplier moment) {
    assertThat(Until.within(PATIENCE, () -> moment.getAsBoolean() || !program.isAlive()))
        .as(program.errors())
        .isTrue();
    assertThat(program.isAlive()).as(program.errors()).isTrue();
  }
}
