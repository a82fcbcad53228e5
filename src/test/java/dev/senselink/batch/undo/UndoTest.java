package dev.senselink.batch.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a run has done to members of staff is taken back, as far as nobody has touched them since.
 */
@Tag("slow")
class UndoTest {
  private static final String[] UPDATE = {"--on-existing", "update"};

  @RegisterExtension final World world = new World().inHaste();

  private PersonView person(String name) {
    return world.person(name);
  }

  private Map<Kind, Long> kept(Imported run) {
    return world.ledger(ledger -> ledger.before().counts(run.runId()));
  }

  private static void counts(Imported run, int updated, int removed, int restored) {
    assertThat(run.summary())
        .contains(
            "\"updated\" : " + updated + ",",
            "\"removed\" : " + removed + ",",
            "\"restored\" : " + restored + ",");
  }

  @Test
  void whom_the_run_made_is_deleted_and_nobody_else() {
    long other = world.already("Other", "jobNumber", "X1");
    world.rows(3);
    Imported made = world.run();

    Imported undone = world.undo(made.runId());

    assertThat(undone.exit()).as(undone.err()).isZero();
    assertThat(undone.endings()).containsExactly("REMOVED", "REMOVED", "REMOVED");
    assertThat(world.people()).extracting(PersonView::id).containsExactly(other);
    assertThat(world.commits("deleteUser")).hasSize(3);
    counts(undone, 3, 3, 0);
  }

  @Test
  void what_is_undone_is_not_undone_again() {
    world.rows(2);
    Imported made = world.run();
    world.undo(made.runId());

    Imported again = world.undo(made.runId());

    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.err()).contains("nothing of run " + made.runId() + " is left to undo");
    assertThat(again.calls("deleteUser")).isEmpty();
  }

  @Test
  void whoever_was_changed_after_being_made_stays() {
    world.rows(2);
    Imported made = world.run();
    world.edited(person("P1").id(), "remark", "by hand");

    Imported undone = world.undo(made.runId());

    assertThat(undone.ended("P1")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(undone.of("P1").reason()).contains("remark");
    assertThat(undone.ended("P2")).isEqualTo("REMOVED");
    assertThat(undone.exit()).isEqualTo(3);
    assertThat(world.people()).extracting(PersonView::name).containsExactly("P1");
  }

  @Test
  void whom_a_later_import_has_named_stays() {
    RosterRow kept = world.row("P1", "E1");
    world.row("P2", "E2");
    Imported made = world.run();
    world.noRows();
    world.row("P1", "E1").portrait(1);
    world.row("P3", "E3").portrait(3);
    Imported later = world.run();

    Imported undone = world.undo(made.runId());

    assertThat(undone.ended("P1")).isEqualTo("REVIEW NAMED_LATER");
    assertThat(undone.of("P1").reason()).contains(later.runId());
    assertThat(undone.ended("P2")).isEqualTo("REMOVED");
    assertThat(kept).isNotNull();
  }

  @Test
  void whom_the_run_updated_becomes_what_they_were() {
    RosterRow row = world.row("Ana", "E1").with("position", "Guard").with("groups", "Lab");
    world.group("Lab");
    long other = world.group("Other");
    world.run();
    PersonView before = person("Ana");
    byte[] face = world.image(before.avatarId());
    row.with("position", "Chief").with("remark", "new").with("groups", "Other").portrait(7);
    Imported updated = world.run(UPDATE);
    assertThat(updated.ended("Ana")).isEqualTo("UPDATED");
    assertThat(person("Ana").groups()).containsExactly(other);

    Imported undone = world.undo(updated.runId());

    assertThat(undone.endings()).as(undone.err()).containsExactly("UPDATED");
    assertThat(undone.exit()).isZero();
    PersonView now = person("Ana");
    assertThat(now)
        .usingRecursiveComparison()
        .ignoringFields(
            "avatarId", "updatedAt", "idNumber") // an update has to say that there is none
        .isEqualTo(before);
    assertThat(world.image(now.avatarId())).isEqualTo(face);
    counts(undone, 1, 0, 0);
  }

  @Test
  void whoever_was_changed_after_the_update_stays() {
    RosterRow row = world.row("Ana", "E1");
    world.run();
    row.with("position", "Chief");
    Imported updated = world.run(UPDATE);
    world.edited(person("Ana").id(), "position", "Boss");

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(undone.calls("updateUser")).isEmpty();
    assertThat(person("Ana").position()).isEqualTo("Boss");
  }

  @Test
  void a_change_just_before_the_write_is_seen_too() {
    RosterRow row = world.row("Ana", "E1");
    world.run();
    row.with("position", "Chief");
    Imported updated = world.run(UPDATE);
    long id = person("Ana").id();
    world.at(
        "listUsers",
        fields -> String.valueOf(id).equals(fields.get("id")),
        2,
        () -> world.edited(id, "position", "Boss"));

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(person("Ana").position()).isEqualTo("Boss");
  }

  @Test
  void what_a_later_run_wrote_is_undone_first() {
    RosterRow row = world.row("Ana", "E1");
    world.run();
    row.with("position", "Chief");
    Imported first = world.run(UPDATE);
    row.with("remark", "twice");
    Imported second = world.run(UPDATE);

    Imported early = world.undo(first.runId());
    Imported one = world.undo(second.runId());
    Imported two = world.undo(first.runId());

    assertThat(early.ended("Ana")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(early.of("Ana").reason()).contains(second.runId());
    assertThat(one.ended("Ana")).isEqualTo("UPDATED");
    assertThat(two.ended("Ana")).as(two.of("Ana").reason()).isEqualTo("UPDATED");
    assertThat(person("Ana").position()).isNullOrEmpty();
  }

  @Test
  void a_photo_where_there_was_none_is_named() {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").with("position", "Chief");
    Imported updated = world.run(UPDATE);

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).isEqualTo("UPDATED NOT_RESTORABLE");
    assertThat(undone.of("Ana").reason()).contains("there was no photo");
    assertThat(undone.exit()).isEqualTo(3);
    assertThat(person("Ana").position()).isNullOrEmpty();
    assertThat(person("Ana").avatarId()).isNotNull();
  }

  @Test
  void an_id_number_where_there_was_none_is_erased() {
    RosterRow row = world.row("Ana", "E1");
    world.run();
    row.with("idNumber", "ID1");
    Imported updated = world.run(UPDATE);

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).isEqualTo("UPDATED");
    assertThat(person("Ana").idNumber()).isNullOrEmpty();
  }

  @Test
  void an_id_number_that_the_roster_has_is_sent_again() {
    RosterRow row = world.row("Ana", "E1").with("idNumber", "ID1");
    world.run();
    row.with("position", "Chief");
    Imported updated = world.run(UPDATE);

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).isEqualTo("UPDATED");
    assertThat(person("Ana").idNumber()).isEqualTo("ID1");
  }

  @Test
  void an_id_number_that_nobody_knows_leaves_everything_as_it_is() {
    RosterRow row = world.row("Ana", "E1").with("idNumber", "ID1");
    world.run();
    row.with("position", "Chief").with("idNumber", "ID2");
    Imported updated = world.run(UPDATE);

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).isEqualTo("REVIEW ID_NUMBER_UNKNOWN");
    assertThat(undone.calls("updateUser")).isEmpty();
    assertThat(person("Ana").position()).isEqualTo("Chief");
  }

  @Test
  void an_undo_of_an_undo_makes_it_done_again() {
    RosterRow old = world.row("Ana", "E1");
    world.run();
    old.with("position", "Chief");
    world.row("Bo", "E2");
    Imported run = world.run(UPDATE);
    Imported undone = world.undo(run.runId());
    assertThat(undone.endings()).as(undone.err()).containsExactlyInAnyOrder("UPDATED", "REMOVED");
    assertThat(kept(undone)).containsOnlyKeys(Kind.UPDATED, Kind.DELETED);

    Imported again = world.undo(undone.runId());

    assertThat(again.ended("Ana")).as(again.of("Ana").reason()).isEqualTo("UPDATED");
    assertThat(again.ended("Bo")).as(again.of("Bo").reason()).isEqualTo("RESTORED");
    assertThat(person("Ana").position()).isEqualTo("Chief");
    assertThat(person("Bo").jobNumber()).isEqualTo("E2");
    assertThat(again.of("Bo").personId()).isEqualTo(person("Bo").id());
    counts(again, 2, 0, 1);

    Imported third = world.undo(run.runId());

    assertThat(third.ended("Ana")).as(third.of("Ana").reason()).isEqualTo("UPDATED");
    assertThat(third.ended("Bo")).as(third.of("Bo").reason()).isEqualTo("REMOVED");
    assertThat(person("Ana").position()).isNullOrEmpty();
    assertThat(world.people()).extracting(PersonView::name).containsExactly("Ana");
  }

  @Test
  void only_what_was_asked_for_is_undone() {
    RosterRow old = world.row("Ana", "E1");
    world.run();
    old.with("position", "Chief");
    world.row("Bo", "E2");
    Imported run = world.run(UPDATE);

    Imported undone = world.undo(run.runId(), "--only", "updated");

    assertThat(undone.endings()).containsExactly("UPDATED");
    assertThat(person("Bo").jobNumber()).isEqualTo("E2");
    assertThat(world.undo(run.runId()).endings()).containsExactly("REMOVED");
  }

  @Test
  void more_deletions_than_allowed_are_told_before_anything_is_sent() {
    world.rows(3);
    Imported made = world.run();

    Imported refused = world.undo(made.runId(), "--max-delete", "2");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("add --max-delete 3");
    assertThat(world.people()).hasSize(3);
    assertThat(world.undo(made.runId(), "--max-delete", "3").exit()).isZero();
  }

  @Test
  void a_script_has_to_say_yes() {
    world.rows(1);
    Imported made = world.run();

    Imported unasked = world.undoUnasked(made.runId());

    assertThat(unasked.exit()).isEqualTo(2);
    assertThat(unasked.err()).contains("--yes");
    assertThat(world.people()).hasSize(1);
  }

  @Test
  void a_run_that_kept_nothing_cannot_be_undone() {
    world.rows(1);
    Imported made = world.run("--no-undo");

    Imported refused = world.undo(made.runId());

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("--no-undo");
    assertThat(world.undo("R0").exit()).isEqualTo(2);
    assertThat(world.people()).hasSize(1);
  }

  @Test
  void a_delete_whose_answer_is_lost_is_looked_for_and_not_sent_again() {
    world.rows(1);
    Imported made = world.run();
    world.fault(FaultRule.on("deleteUser").after().reset().times(1));

    Imported undone = world.undo(made.runId());

    assertThat(undone.endings()).as(undone.err()).containsExactly("REMOVED");
    assertThat(undone.calls("deleteUser")).hasSize(1);
  }

  @Test
  void a_delete_that_did_not_arrive_is_sent_again_once_they_are_seen() {
    world.rows(1);
    Imported made = world.run();
    world.fault(FaultRule.on("deleteUser").before().apiCode(50002).times(1));

    Imported undone = world.undo(made.runId());

    assertThat(undone.endings()).as(undone.err()).containsExactly("REMOVED");
    assertThat(undone.calls("deleteUser")).hasSize(2);
    assertThat(undone.of("P1").attempts()).isEqualTo(2);
  }

  @Test
  void an_undo_that_was_cut_short_goes_on() {
    world.rows(4);
    Imported made = world.run();
    world.fault(FaultRule.on("deleteUser").fromCall(3).before().apiCode(10002));

    Imported cut = world.undo(made.runId());
    world.allIsWell();
    Imported resumed = world.undo(made.runId());

    assertThat(cut.exit()).isEqualTo(4);
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(resumed.runId()).isEqualTo(cut.runId());
    assertThat(resumed.endings()).containsOnly("REMOVED");
    assertThat(world.people()).isEmpty();
  }

  @Test
  void an_undo_that_was_cut_short_twice_is_one_run() {
    world.rows(5);
    Imported made = world.run();
    world.fault(FaultRule.on("deleteUser").fromCall(3).before().apiCode(10002));
    Imported cut = world.undo(made.runId());
    world.allIsWell();
    world.fault(FaultRule.on("deleteUser").fromCall(2).before().apiCode(10002));
    Imported cutAgain = world.undo(made.runId());
    world.allIsWell();
    Imported resumed = world.undo(made.runId());

    assertThat(cutAgain.exit()).as(cutAgain.err()).isEqualTo(4);
    assertThat(cutAgain.runId()).isEqualTo(cut.runId());
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(resumed.runId()).isEqualTo(cut.runId());
    assertThat(resumed.endings()).hasSize(5).containsOnly("REMOVED");
    assertThat(world.people()).isEmpty();
  }

  @Test
  void a_run_that_was_not_finished_is_ended() {
    world.rows(3);
    Imported cut = world.run("--limit", "2");
    assertThat(world.people()).hasSize(2);

    Imported undone = world.undo(cut.runId());
    Imported anew = world.run();

    assertThat(undone.endings()).as(undone.err()).containsOnly("REMOVED").hasSize(2);
    assertThat(anew.runId()).isNotEqualTo(cut.runId());
    assertThat(anew.endings()).containsOnly("CREATED");
  }

  @Test
  void a_department_that_the_run_made_goes_with_its_people_and_a_group_is_named() {
    world.row("Ana", "E1").with("department", "Works/Paint").with("groups", "Painters");
    Imported made = world.run("--create-missing");

    Imported undone = world.undo(made.runId());

    assertThat(undone.endings()).as(undone.err()).containsExactly("REMOVED");
    assertThat(world.commits("deleteDepartment")).hasSize(2);
    assertThat(undone.out()).contains("Painters");
    assertThat(undone.exit()).isEqualTo(3);
  }

  @Test
  void a_server_that_only_says_that_it_deleted_is_sent_nothing_more() {
    world.rows(3);
    Imported made = world.run();
    world.server().misbehave(Misbehaviour.deleteDoesNothing());

    Imported undone = world.undo(made.runId());

    assertThat(undone.exit()).isEqualTo(4);
    assertThat(undone.calls("deleteUser")).hasSize(1);
    assertThat(world.people()).extracting(PersonView::name).containsAll(List.of("P1", "P2", "P3"));
  }
}
