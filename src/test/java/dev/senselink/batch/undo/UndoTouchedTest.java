package dev.senselink.batch.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.fixture.ChangedAnswers;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever another hand has touched, or perhaps made, is left alone by an undo. */
@Tag("slow")
class UndoTouchedTest {
  private static final String[] UPDATE = {"--on-existing", "update"};

  @RegisterExtension final World world = new World().inHaste();

  private PersonView person(String name) {
    return world.person(name);
  }

  private Imported updated(RosterRow row) {
    world.run();
    row.with("position", "Chief");
    Imported updated = world.run(UPDATE);
    assertThat(updated.ended("Ana")).isEqualTo("UPDATED");
    return updated;
  }

  @Test
  void what_others_have_put_back_after_the_server_refused_it_is_not_claimed() {
    Imported updated = updated(world.row("Ana", "E1"));
    world.fault(
        FaultRule.on("updateUser").before().reset().times(1),
        FaultRule.on("updateUser").before().apiCode(10002));
    Imported cut = world.undo(updated.runId());
    assertThat(cut.exit()).isEqualTo(4);
    assertThat(cut.of("Ana").attempts()).as("lost, then refused").isEqualTo(2);
    world.allIsWell();
    world.edited(person("Ana").id(), "position", "");

    Imported undone = world.undo(updated.runId());

    assertThat(undone.runId()).isEqualTo(cut.runId());
    assertThat(undone.ended("Ana")).isEqualTo("UNCHANGED");
    assertThat(undone.of("Ana").reason()).contains("before the run already", "has failed");
    assertThat(undone.calls("updateUser")).isEmpty();
  }

  @Test
  void whom_others_have_deleted_after_the_server_refused_it_is_not_claimed() {
    world.rows(2);
    Imported made = world.run();
    world.fault(
        FaultRule.on("deleteUser").before().reset().times(1),
        FaultRule.on("deleteUser").before().apiCode(10002));
    Imported cut = world.undo(made.runId());
    assertThat(cut.exit()).isEqualTo(4);
    assertThat(cut.of("P1").attempts()).as("lost, then refused").isEqualTo(2);
    world.allIsWell();
    world.server().removePerson(person("P1").id());

    Imported undone = world.undo(made.runId());

    assertThat(undone.ended("P1")).isEqualTo("UNCHANGED");
    assertThat(undone.of("P1").reason()).contains("not on the server any more");
    assertThat(undone.ended("P2")).isEqualTo("REMOVED");
  }

  @Test
  void an_id_number_that_a_colleague_has_entered_is_not_erased() {
    Imported updated = updated(world.row("Ana", "E1"));
    world.edited(person("Ana").id(), "idNumber", "THEIRS");

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(undone.calls("updateUser")).isEmpty();
    assertThat(person("Ana").idNumber()).isEqualTo("THEIRS");
  }

  @Test
  void an_id_number_that_a_colleague_has_corrected_is_not_overwritten() {
    Imported updated = updated(world.row("Ana", "E1").with("idNumber", "ID1"));
    world.edited(person("Ana").id(), "idNumber", "THEIRS");

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(undone.calls("updateUser")).isEmpty();
    assertThat(person("Ana").idNumber()).isEqualTo("THEIRS");
  }

  @Test
  void whom_a_colleague_has_completed_is_not_deleted() {
    String[][] completed = {
      {"mail", "new@example.org"},
      {"position", "Guard"},
      {"location", "Hall"},
      {"birthday", "1990-02-03"},
      {"gender", "1"},
      {"idNumber", "THEIRS"}
    };
    world.rows(completed.length + 1);
    Imported made = world.run();
    for (int n = 1; n <= completed.length; n++) {
      world.edited(person("P" + n).id(), completed[n - 1]);
    }

    Imported undone = world.undo(made.runId());

    for (int n = 1; n <= completed.length; n++) {
      assertThat(undone.ended("P" + n)).as(completed[n - 1][0]).isEqualTo("REVIEW CHANGED_SINCE");
    }
    assertThat(undone.endings()).containsOnlyOnce("REMOVED");
    assertThat(world.people()).hasSize(completed.length).noneMatch(p -> p.name().equals("P7"));
  }

  @Test
  void a_department_given_to_whom_the_run_made_keeps_them() {
    long lobby = world.department("Lobby");
    world.rows(1);
    Imported made = world.run();
    world.edited(person("P1").id(), "departmentId", String.valueOf(lobby));

    assertThat(world.undo(made.runId()).ended("P1")).isEqualTo("REVIEW CHANGED_SINCE");
  }

  @Test
  void whom_an_adopted_row_made_is_compared_whole_too() {
    world.rows(2);
    world.fault(FaultRule.on("createUser").after().reset().times(2));
    Imported made = world.run("--concurrency", "1");
    assertThat(made.endings()).containsOnly("CREATED");
    world.edited(person("P1").id(), "mail", "new@example.org");

    Imported undone = world.undo(made.runId());

    assertThat(undone.ended("P1")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(undone.ended("P2")).as(undone.of("P2").reason()).isEqualTo("REMOVED");
  }

  @Test
  void whoever_was_made_without_a_photo_is_deleted() {
    world.row("Ana", "E1").withoutPhoto();
    Imported made = world.run("--allow-no-photo");
    assertThat(made.ended("Ana")).startsWith("CREATED");

    Imported undone = world.undo(made.runId());

    assertThat(undone.ended("Ana")).as(undone.of("Ana").reason()).isEqualTo("REMOVED");
    assertThat(world.people()).isEmpty();
  }

  @Test
  void whoever_is_edited_between_two_tries_of_their_delete_stays() {
    world.rows(1);
    Imported made = world.run();
    long id = person("P1").id();
    world.at("deleteUser", 1, () -> world.edited(id, "remark", "by hand"));
    world.fault(FaultRule.on("deleteUser").before().apiCode(50002).times(1));

    Imported undone = world.undo(made.runId());

    assertThat(undone.ended("P1")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(undone.calls("deleteUser")).hasSize(1);
    assertThat(person("P1").remark()).isEqualTo("by hand");
    assertThat(isKept(undone, id)).as("the first try may be at work still").isTrue();
  }

  private boolean isKept(Imported undone, long id) {
    return world.ledger(l -> l.before().of(undone.runId(), id, Kind.DELETED).isPresent());
  }

  @Test
  void whoever_was_kept_for_a_delete_that_did_nothing_can_be_deleted_by_a_further_undo() {
    world.rows(1);
    Imported made = world.run();
    long id = person("P1").id();
    world.fault(FaultRule.on("deleteUser").before().reset());
    Imported first = world.undo(made.runId(), "--tries", "1");
    assertThat(first.ended("P1")).as(first.err()).startsWith("FAILED");
    assertThat(isKept(first, id)).isTrue();
    world.allIsWell();

    Imported further = world.undo(made.runId());

    assertThat(further.ended("P1")).as(further.of("P1").reason()).isEqualTo("REMOVED");
    assertThat(world.people()).isEmpty();
  }

  @Test
  void somebody_made_by_others_while_a_row_was_sent_twice_is_not_deleted() {
    world.row("Ana", "E1");
    world.fault(FaultRule.on("createUser").before().reset().times(1));
    long[] theirs = {0};
    world.at(
        "createUser",
        2,
        () -> theirs[0] = world.already("Ana", "jobNumber", "E1", "remark", "front desk"));
    Imported made = world.run();
    assertThat(made.ended("Ana")).isEqualTo("REVIEW DUPLICATE_CREATED");

    Imported undone = world.undo(made.runId());

    assertThat(undone.endings()).containsExactlyInAnyOrder("REMOVED", "REVIEW UNKNOWN_STATE");
    assertThat(undone.exit()).isEqualTo(3);
    assertThat(world.people()).extracting(PersonView::id).containsExactly(theirs[0]);
  }

  @Test
  void whom_an_import_names_that_began_before_and_went_on_later_stays() {
    world.row("P1", "E1");
    world.row("P2", "E2");
    world.run("--limit", "1");
    world.noRows();
    world.row("P2", "E2").portrait(2);
    Imported between = world.run();
    assertThat(between.ended("P2")).isEqualTo("CREATED");
    world.noRows();
    world.row("P1", "E1").portrait(1);
    world.row("P2", "E2").portrait(2);
    Imported late = world.run();
    assertThat(late.ended("P2")).isEqualTo("SKIPPED_EXISTING");

    Imported undone = world.undo(between.runId());

    assertThat(undone.ended("P2")).isEqualTo("REVIEW NAMED_LATER");
    assertThat(undone.of("P2").reason()).contains(late.runId());
    assertThat(world.people()).hasSize(2);
  }

  /** As if the clock had been put back by an hour between the two. */
  @Test
  void whom_a_later_import_has_named_stays_whatever_the_clock_says() {
    world.rows(1);
    Imported made = world.run();
    world.row("P2", "E2");
    Imported later = world.run();
    assertThat(later.ended("P1")).isEqualTo("SKIPPED_EXISTING");
    world.<Boolean>ledger(
        ledger -> {
          Run run = ledger.runs().find(later.runId()).orElseThrow();
          Instant early = run.startedAt().minus(Duration.ofHours(1));
          ledger.runs().save(new RunRegistry.Change(run).status(run.status(), true, "", early));
          return true;
        });

    Imported undone = world.undo(made.runId());

    assertThat(undone.ended("P1")).isEqualTo("REVIEW NAMED_LATER");
    assertThat(undone.of("P1").reason()).contains(later.runId());
    assertThat(world.people()).hasSize(2);
  }

  @Test
  void whom_a_list_shows_only_after_some_time_is_there() {
    ChangedAnswers answers = world.answers();
    Imported updated = updated(world.row("Ana", "E1"));
    long id = person("Ana").id();
    AtomicInteger looks = new AtomicInteger();
    answers.to(
        asked ->
            asked.getPath().endsWith("/user/list")
                && asked.getQuery().contains("id=" + id)
                && looks.getAndIncrement() < 3,
        answer -> answer.replaceAll("\"data\":\\[.*]", "\"data\":[]"));

    Imported undone = world.undo(updated.runId());

    assertThat(looks).hasValueGreaterThan(3);
    assertThat(undone.ended("Ana")).as(undone.of("Ana").reason()).isEqualTo("UPDATED");
  }

  private Imported newPhoto() {
    RosterRow row = world.row("Ana", "E1");
    world.run();
    row.portrait(7);
    Imported updated = world.run(UPDATE);
    assertThat(updated.ended("Ana")).isEqualTo("UPDATED");
    return updated;
  }

  @Test
  void a_photo_that_a_colleague_has_set_after_a_lost_answer_stays() {
    Imported updated = newPhoto();
    long id = person("Ana").id();
    byte[] theirs = Portraits.person(900, 400);
    world.fault(FaultRule.on("updateUser").after().status(500).times(1));
    int[] looks = {0};
    world.at(
        "listUsers",
        fields ->
            String.valueOf(id).equals(fields.get("id"))
                && world.commits("updateUser").size() > 1
                && looks[0]++ == 0,
        1,
        () -> world.server().editPerson(id, Map.of(), theirs));

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).as(undone.of("Ana").reason()).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(world.image(person("Ana").avatarId())).isEqualTo(theirs);
  }

  @Test
  void a_photo_that_was_put_back_without_an_answer_is_known_by_its_picture() {
    Imported updated = newPhoto();
    world.fault(FaultRule.on("updateUser").after().status(500).times(1));

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).as(undone.of("Ana").reason()).isEqualTo("UPDATED");
  }

  @Test
  void nobody_is_put_into_a_group_that_has_another_name_now() {
    long lab = world.group("Lab");
    world.group("Other");
    RosterRow row = world.row("Ana", "E1").with("groups", "Lab");
    world.run();
    row.with("groups", "Other");
    Imported updated = world.run(UPDATE);
    world.made(OrganisationCalls.updateGroup(lab, "Vault", 1));

    Imported undone = world.undo(updated.runId());

    assertThat(undone.of("Ana").reason()).contains("Lab");
    assertThat(undone.exit()).isEqualTo(3);
    assertThat(person("Ana").groups()).doesNotContain(lab);
  }

  @Test
  void an_import_that_was_undone_itself_has_named_nobody() {
    RosterRow kept = world.row("P1", "E1").portrait(1);
    Imported made = world.run();
    world.row("P2", "E2").portrait(2);
    Imported later = world.run();
    assertThat(later.ended("P1")).isEqualTo("SKIPPED_EXISTING");
    assertThat(world.undo(made.runId()).ended("P1")).isEqualTo("REVIEW NAMED_LATER");
    assertThat(world.undo(later.runId()).ended("P2")).isEqualTo("REMOVED");

    Imported undone = world.undo(made.runId());

    assertThat(undone.ended("P1")).as(undone.of("P1").reason()).isEqualTo("REMOVED");
    assertThat(kept).isNotNull();
  }

  @Test
  void without_the_photo_that_was_kept_all_else_is_put_back() throws IOException {
    world.rows(1);
    Imported removed = world.undo(world.run().runId());
    try (Stream<Path> kept = Files.list(world.data().resolve("before"))) {
      for (Path file : kept.toList()) {
        Files.writeString(file, "no photo");
      }
    }

    Imported undone = world.undo(removed.runId());

    assertThat(undone.ended("P1")).isEqualTo("RESTORED NOT_RESTORABLE");
    assertThat(undone.exit()).isEqualTo(3);
    assertThat(world.people()).extracting(PersonView::name).containsExactly("P1");
  }

  private void whenSomebodyIsMade(int look, Runnable action) {
    world.at(
        "listUsers",
        fields ->
            world.people().size() == 1
                && String.valueOf(person("P1").id()).equals(fields.get("id")),
        look,
        action);
  }

  @ParameterizedTest
  @CsvSource({"gender, 1", "idNumber, THEIRS"})
  void whom_a_colleague_has_completed_before_a_lost_create_was_found_is_not_deleted(
      String field, String value) {
    world.rows(1);
    world.fault(FaultRule.on("createUser").after().reset().times(1));
    whenSomebodyIsMade(1, () -> world.edited(person("P1").id(), field, value));
    Imported made = world.run();
    assertThat(made.ended("P1")).isEqualTo("CREATED");

    Imported undone = world.undo(made.runId());

    assertThat(undone.ended("P1")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(world.people()).hasSize(1);
  }

  /** Between the look that told whose they are and the next one. */
  @Test
  void whom_a_colleague_has_completed_while_a_lost_create_was_found_is_not_deleted() {
    world.rows(1);
    world.fault(FaultRule.on("createUser").after().reset().times(1));
    whenSomebodyIsMade(2, () -> world.edited(person("P1").id(), "mail", "new@example.org"));
    Imported made = world.run();
    assertThat(made.ended("P1")).startsWith("CREATED");
    assertThat(person("P1").mail()).isEqualTo("new@example.org");

    Imported undone = world.undo(made.runId());

    assertThat(undone.ended("P1")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(world.people()).hasSize(1);
  }

  /** The server has dropped one of the fields, so that the row writes a second time. */
  @Test
  void whom_a_colleague_has_completed_before_the_rows_second_write_is_not_deleted() {
    world.server().misbehave(Misbehaviour.createDrops("areaCode"));
    world.row("P1", "E1").with("areaCode", "86");
    whenSomebodyIsMade(2, () -> world.edited(person("P1").id(), "mail", "new@example.org"));
    Imported made = world.run();
    assertThat(made.ended("P1")).startsWith("CREATED");
    assertThat(world.commits("updateUser")).isNotEmpty();
    assertThat(person("P1").mail()).isEqualTo("new@example.org");

    Imported undone = world.undo(made.runId());

    assertThat(undone.ended("P1")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(world.people()).hasSize(1);
  }

  /** What it has written was written before: it was only ended by the new one. */
  @Test
  void a_run_that_is_started_over_has_not_written_anybody_since() {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").withoutPhoto().with("remark", "first");
    world.row("Bo", "E2");
    assertThat(world.run("--on-existing", "update", "--no-undo", "--limit", "1").ended("Ana"))
        .isEqualTo("UPDATED");
    world.noRows();
    world.row("Ana", "E1").withoutPhoto().with("remark", "second");
    Imported updated = world.run(UPDATE);
    assertThat(updated.ended("Ana")).isEqualTo("UPDATED");
    world.noRows();
    world.row("Ana", "E1").withoutPhoto().with("remark", "first");
    world.row("Bo", "E2").portrait(2);
    assertThat(world.run("--restart").ended("Ana")).isEqualTo("SKIPPED_EXISTING");

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).as(undone.of("Ana").reason()).isEqualTo("UPDATED");
    assertThat(person("Ana").remark()).isEqualTo("first");
  }
}
