package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.HastyMachine;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.call.AcceptedSpelling;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An update whose answer does not tell: never adopted, read anew, sent again if need be. */
@Tag("slow")
class LostUpdatesTest {
  @RegisterExtension final World world = new World().inHaste();

  private Imported update(String timeout) {
    return world.run("--on-existing", "update", "--timeout", timeout);
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "50001", "reset", "no answer", "html"})
  void fields_that_can_be_seen_to_be_changed_are_not_sent_again(String kind) {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.fault(spoilt(kind, FaultRule.on("updateUser").after()));

    Imported run = update("2");

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(run.of("Ana").attempts()).isEqualTo(1);
    assertThat(world.person("Ana").remark()).isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "50001", "reset", "no answer", "html"})
  void what_was_not_done_is_sent_again_when_the_time_is_over(String kind) {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.fault(spoilt(kind, FaultRule.on("updateUser").before()));

    Imported run = update("2");

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(run.of("Ana").attempts()).isEqualTo(2);
    assertThat(world.person("Ana").remark()).isEqualTo("new");
    assertThat(run.writes().get(1).after(run.writes().get(0)))
        .isGreaterThanOrEqualTo(HastyMachine.seenByServer(Duration.ofSeconds(2)));
    assertThat(run.order("updateUser", "listUsers"))
        .containsSubsequence("updateUser", "listUsers", "updateUser");
  }

  private static FaultRule.Builder spoilt(String kind, FaultRule.Builder rule) {
    FaultRule.Builder spoilt =
        switch (kind) {
          case "500" -> rule.status(500);
          case "50001" -> rule.apiCode(50001);
          case "reset" -> rule.reset();
          case "no answer" -> rule.noAnswer();
          default -> rule.htmlPage();
        };
    return spoilt.call(1);
  }

  @Test
  void a_photo_whose_update_was_not_answered_counts_as_not_sent() {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1");
    world.fault(FaultRule.on("updateUser").after().reset().call(1));

    Imported run = update("1");

    // The first one was carried out; nobody can tell, so it is sent again.
    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(run.of("Ana").attempts()).isEqualTo(2);
    assertThat(world.commits("updateUser"))
        .hasSize(2)
        .allSatisfy(commit -> assertThat(commit.photoSha256()).isNotEmpty());
  }

  @Test
  void what_somebody_else_changed_meanwhile_is_merged_anew() {
    long ana = world.already("Ana", "jobNumber", "E1", "position", "Porter");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.fault(FaultRule.on("updateUser").reset().call(1));
    world.at("updateUser", 1, () -> world.edited(ana, "position", "Director"));

    Imported run = update("1");

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(world.person("Ana").position()).isEqualTo("Director");
    assertThat(world.person("Ana").remark()).isEqualTo("new");
  }

  @Test
  void what_somebody_else_has_cleared_meanwhile_stays_clear() {
    world.department("Lobby");
    long ana = world.already("Ana", "jobNumber", "E1", "areaCode", "86", "departmentId", "1");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.fault(FaultRule.on("updateUser").before().reset().call(1));
    world.at("updateUser", 1, () -> world.edited(ana, "areaCode", ""));

    Imported run = update("1");

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(world.person("Ana").remark()).isEqualTo("new");
    assertThat(world.person("Ana").areaCode()).isNullOrEmpty();
    assertThat(world.person("Ana").departmentId()).isEqualTo(1);
  }

  @Test
  void what_an_unanswered_one_has_erased_in_the_wrong_spelling_comes_back() {
    world.server(server -> server.withSpelling(AcceptedSpelling.CAMEL_ONLY));
    world.department("Lobby");
    world.already("Ana", "jobNumber", "E1", "areaCode", "86", "departmentId", "1");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.fault(FaultRule.on("updateUser").after().reset().call(1));

    Imported run = update("1");

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(world.person("Ana").remark()).isEqualTo("new");
    assertThat(world.person("Ana").areaCode()).isEqualTo("86");
    assertThat(world.person("Ana").departmentId()).isEqualTo(1);
  }

  @Test
  void tries_used_up_leave_the_state_unknown_and_the_next_run_does_the_rest() {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.fault(FaultRule.on("updateUser").status(500));

    Imported run = world.run("--on-existing", "update", "--tries", "1");
    world.allIsWell();
    Imported next = update("1");

    assertThat(run.ended("Ana")).isEqualTo("FAILED UNKNOWN_STATE");
    assertThat(next.ended("Ana")).isEqualTo("UPDATED");
    assertThat(world.person("Ana").remark()).isEqualTo("new");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void a_forced_update_whose_answer_is_lost_is_never_sent_again(boolean done) {
    world.already("Ana", "jobNumber", "E1");
    world.alreadyWithFace(900, "Bo");
    world.row("Ana", "E1").anotherPictureOf(900);
    FaultRule.Builder rule = FaultRule.on("updateUser").where("force", "1");
    world.fault((done ? rule.after() : rule.before()).reset());

    Imported run = world.run("--on-existing", "update", "--on-similar", "force", "--timeout", "1");

    assertThat(run.ended("Ana")).isEqualTo("REVIEW FORCE_UNCERTAIN");
    assertThat(run.writes())
        .extracting(call -> call.field("force"))
        .containsExactlyElementsOf(List.of("0", "1"));
  }
}
