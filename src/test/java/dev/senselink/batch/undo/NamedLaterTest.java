package dev.senselink.batch.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An undo between two processes of a later import of a longer list loses nobody (L3). */
@Tag("slow")
class NamedLaterTest {
  private static final String[] THREE = {"--limit", "3"};

  @RegisterExtension final World world = new World().inHaste();

  private Imported first;
  private Imported longer;

  /** Six people, and a list of eight of which three rows were worked. */
  private void stoppedAfterThree() {
    world.rows(6);
    first = world.run();
    world.row("P7", "E7").portrait(7);
    world.row("P8", "E8").portrait(8);
    longer = world.run(THREE);
    assertThat(longer.exit()).as(longer.err()).isZero();
    assertThat(longer.endings().subList(0, 3)).containsOnly("SKIPPED_EXISTING");
  }

  private Imported goesOn() {
    Imported on = world.run();
    assertThat(on.runId()).isEqualTo(longer.runId());
    assertThat(on.exit()).as(on.err()).isZero();
    assertThat(world.people()).extracting(PersonView::name).hasSize(8).doesNotHaveDuplicates();
    return on;
  }

  @Test
  void whom_a_stopped_import_has_named_is_not_deleted() {
    stoppedAfterThree();

    Imported undone = world.undo(first.runId());

    assertThat(undone.exit()).isEqualTo(3);
    assertThat(undone.endings())
        .containsExactly(
            "REVIEW NAMED_LATER",
            "REVIEW NAMED_LATER",
            "REVIEW NAMED_LATER",
            "REMOVED",
            "REMOVED",
            "REMOVED");
    assertThat(undone.of("P1").reason()).contains(longer.runId(), "--also-named-later");
    assertThat(undone.err()).contains("3 people stay");
    assertThat(goesOn().ended("P1")).isEqualTo("SKIPPED_EXISTING");
  }

  @Test
  void who_is_deleted_all_the_same_is_made_again_when_the_later_import_goes_on() {
    stoppedAfterThree();

    Imported undone = world.undo(first.runId(), "--also-named-later");

    assertThat(undone.exit()).isZero();
    assertThat(undone.endings()).hasSize(6).containsOnly("REMOVED");
    assertThat(undone.err()).contains("3 people that a later import has named go too");
    assertThat(goesOn().endings()).hasSize(8).containsOnly("CREATED");
  }

  @Test
  void only_those_who_go_count_as_deleted() {
    stoppedAfterThree();

    Imported refused = world.undo(first.runId(), "--also-named-later", "--max-delete", "5");
    Imported undone = world.undo(first.runId(), "--max-delete", "3");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(undone.endings()).contains("REMOVED", "REVIEW NAMED_LATER");
  }

  @Test
  void the_plan_counts_them_first_and_changes_nobody() throws IOException {
    stoppedAfterThree();
    Path plan = world.data().resolveSibling("undo.plan");

    Imported planned = world.undoUnasked(first.runId(), "--plan", plan.toString());

    assertThat(planned.err()).contains("3 people are deleted", "3 people stay");
    assertThat(planned.endings().subList(0, 3)).containsOnly("REVIEW NAMED_LATER");
    assertThat(Files.readString(plan)).contains("\"review\"", "\"delete\"");
    assertThat(world.people()).hasSize(6);
  }

  @Test
  void a_further_undo_may_delete_them() {
    stoppedAfterThree();
    world.undo(first.runId());

    Imported undone = world.undo(first.runId(), "--also-named-later");

    assertThat(undone.endings()).hasSize(3).containsOnly("REMOVED");
  }

  @Test
  void whom_others_have_deleted_is_made_when_the_import_goes_on() {
    stoppedAfterThree();
    world.server().removePerson(world.person("P2").id());

    Imported on = goesOn();

    assertThat(on.ended("P1")).isEqualTo("SKIPPED_EXISTING");
    assertThat(on.ended("P2")).isEqualTo("CREATED");
  }

  @Test
  void whom_an_update_found_as_wanted_is_made_again_when_an_undo_deleted_them() {
    world.rows(2);
    first = world.run();
    world.row("P3", "E3").portrait(3);
    longer = world.run("--on-existing", "update", "--limit", "2");
    assertThat(longer.endings().subList(0, 2)).containsOnly("UNCHANGED");
    world.undo(first.runId(), "--also-named-later");

    Imported on = world.run("--on-existing", "update");

    assertThat(on.runId()).isEqualTo(longer.runId());
    assertThat(on.endings()).hasSize(3).containsOnly("CREATED");
    assertThat(world.people()).extracting(PersonView::name).contains("P1", "P2", "P3");
  }

  @Test
  void whom_an_update_changed_is_made_again_when_others_have_deleted_them() {
    world.already("P1", "jobNumber", "E1");
    world.row("P1", "E1").portrait(1).with("position", "Chief");
    world.row("P2", "E2").portrait(2);
    longer = world.run("--on-existing", "update", "--limit", "1");
    assertThat(longer.endings().subList(0, 1)).containsOnly("UPDATED");
    world.server().removePerson(world.person("P1").id());

    Imported on = world.run("--on-existing", "update");

    assertThat(on.runId()).isEqualTo(longer.runId());
    assertThat(on.endings()).containsExactly("CREATED", "CREATED");
    assertThat(world.person("P1").position()).isEqualTo("Chief");
  }

  /** Red before: those named since were taken from those of another part of the run's time. */
  @Test
  void only_those_of_the_part_that_is_undone_count_as_deleted() {
    RosterRow[] rows = new RosterRow[6];
    for (int n = 0; n < rows.length; n++) {
      rows[n] = world.row("P" + (n + 1), "E" + (n + 1)).portrait(n + 1);
    }
    first = world.run(THREE);
    Instant between =
        world.<Instant>ledger(
            ledger -> ledger.runs().find(first.runId()).orElseThrow().finishedAt());
    assertThat(world.run().runId()).isEqualTo(first.runId());
    for (int n = 0; n < 3; n++) {
      world.without(rows[n]);
    }
    assertThat(world.run().endings()).containsOnly("SKIPPED_EXISTING");

    Imported refused =
        world.undo(first.runId(), "--written-before=" + between, "--max-delete", "2");

    assertThat(refused.exit()).as(refused.err()).isEqualTo(2);
    assertThat(world.people()).hasSize(6);
    Imported undone = world.undo(first.runId(), "--written-before=" + between);
    assertThat(undone.err())
        .as(undone.err())
        .contains("3 people are deleted")
        .doesNotContain("stay");
    assertThat(world.people()).extracting(PersonView::name).containsOnly("P4", "P5", "P6");
  }

  private Path backup() {
    return new BackedUp()
        .user(501, "P1", "jobNumber", "E1")
        .user(502, "P2", "jobNumber", "E2")
        .expected(601, "Gil", "13800000601", "E1")
        .write(world.folder("backup"));
  }

  /** The staff are there; the visitor is refused in a way that stops it. */
  private Imported restoreStopped(Path backup) {
    world.fault(FaultRule.on("createGuest").before().apiCode(10002));
    Imported stopped = world.restore(backup);
    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(4);
    assertThat(stopped.ended("P1")).isEqualTo("SKIPPED_EXISTING");
    world.allIsWell();
    return stopped;
  }

  @Test
  void a_restore_that_goes_on_makes_whom_it_had_found_and_who_is_gone() {
    world.already("P1", "jobNumber", "E1");
    world.already("P2", "jobNumber", "E2");
    Path backup = backup();
    restoreStopped(backup);
    world.server().removePerson(world.person("P2").id());

    Imported on = world.restore(backup);

    assertThat(on.ended("P1")).as(on.err()).isEqualTo("SKIPPED_EXISTING");
    assertThat(on.ended("P2")).isEqualTo("CREATED");
    assertThat(world.people()).extracting(PersonView::name).contains("P1", "P2", "Gil");
  }

  /** The staff are made; the visitor is refused in a way that stops it. */
  @Test
  void whom_a_stopped_restore_has_made_and_an_undo_removed_is_made_by_the_next() {
    Path backup = backup();
    world.fault(FaultRule.on("createGuest").before().apiCode(10002));
    Imported stopped = world.restore(backup);
    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(4);
    assertThat(stopped.ended("P1")).isEqualTo("CREATED");
    world.allIsWell();
    assertThat(world.undo(stopped.runId()).ended("P1")).isEqualTo("REMOVED");

    Imported next = world.restore(backup);

    assertThat(next.exit()).as(next.err()).isZero();
    assertThat(next.endings()).containsOnly("CREATED");
    assertThat(world.people()).extracting(PersonView::name).contains("P1", "P2", "Gil");
  }

  @Test
  void whom_a_restore_has_made_and_an_undo_removed_is_made_when_another_restore_goes_on() {
    Path backup = backup();
    Imported made = world.restore(backup);
    assertThat(made.ended("P1")).as(made.err()).isEqualTo("CREATED");
    world.server().removePerson(world.person("Gil").id());
    Imported found = restoreStopped(backup);
    assertThat(found.runId()).isNotEqualTo(made.runId());
    world.undo(made.runId(), "--also-named-later");

    Imported on = world.restore(backup);

    assertThat(on.runId()).isEqualTo(found.runId());
    assertThat(on.ended("P1")).as(on.err()).isEqualTo("CREATED");
    assertThat(world.people()).extracting(PersonView::name).contains("P1", "P2", "Gil");
  }

  @Test
  void whom_a_restore_has_found_is_not_deleted() {
    world.row("P1", "E1").portrait(1);
    world.row("P2", "E2").portrait(2);
    first = world.run();
    Path backup = backup();
    Imported restored = restoreStopped(backup);

    Imported undone = world.undo(first.runId());

    assertThat(undone.endings()).containsOnly("REVIEW NAMED_LATER");
    assertThat(undone.of("P1").reason()).contains(restored.runId());
    assertThat(world.people()).hasSize(2);
  }
}
