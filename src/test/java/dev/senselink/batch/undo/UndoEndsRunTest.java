package dev.senselink.batch.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.ledger.lists.ListMember;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an undo takes back beside people: that the run goes on, its list and its departments. */
@Tag("slow")
class UndoEndsRunTest {
  @RegisterExtension final World world = new World().inHaste();

  private Optional<ListMember> member(String name) {
    long id = world.person(name).id();
    return world.ledger(ledger -> ledger.listMembers().of("staff", id));
  }

  /** As if the process had been killed before it had ended the run: it would be gone on with. */
  @Test
  void a_resumed_undo_ends_the_run_all_the_same() {
    world.rows(4);
    Imported cut = world.run("--limit", "2");
    world.fault(FaultRule.on("deleteUser").fromCall(2).before().apiCode(10002));
    assertThat(world.undo(cut.runId()).exit()).isEqualTo(4);
    world.<Boolean>ledger(
        ledger -> {
          var run = ledger.runs().find(cut.runId()).orElseThrow();
          ledger.runs().save(new RunRegistry.Change(run).worked(false));
          return true;
        });
    world.allIsWell();
    assertThat(world.undo(cut.runId()).endings()).containsOnly("REMOVED");

    Imported anew = world.run();

    assertThat(anew.runId()).isNotEqualTo(cut.runId());
    assertThat(anew.endings()).containsOnly("CREATED");
    assertThat(world.people()).hasSize(4);
  }

  /** What was kept of this run is kept no longer. */
  private void timePasses(Imported run) {
    world.<Boolean>ledger(
        ledger -> {
          ledger.before().runs().begin(run.runId(), Duration.ofSeconds(-1));
          return true;
        });
  }

  @Test
  void an_undo_that_was_cut_short_goes_on_after_its_time() {
    world.rows(3);
    Imported made = world.run();
    world.fault(FaultRule.on("deleteUser").fromCall(2).before().apiCode(10002));
    assertThat(world.undo(made.runId()).exit()).isEqualTo(4);
    timePasses(made);
    world.allIsWell();

    assertThat(world.undo(made.runId()).endings()).containsOnly("REMOVED");
    assertThat(world.people()).isEmpty();
  }

  @Test
  void an_undo_that_was_cut_short_twice_goes_on_after_its_time() {
    world.rows(4);
    Imported made = world.run();
    for (int cut = 1; cut <= 2; cut++) {
      world.allIsWell();
      world.fault(FaultRule.on("deleteUser").fromCall(2).before().apiCode(10002));
      assertThat(world.undo(made.runId()).exit()).isEqualTo(4);
    }
    timePasses(made);
    world.allIsWell();

    Imported resumed = world.undo(made.runId());

    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(resumed.endings()).hasSize(4).containsOnly("REMOVED");
    assertThat(world.people()).isEmpty();
  }

  /** As if the process had been killed between putting them back and saying so. */
  private void forgetsWhatItHasTold(Imported undone) {
    try (DataFolder folder = DataFolder.lock(world.data(), "a test");
        LedgerDatabase database = LedgerDatabase.open(folder)) {
      database.jdbc().update("DELETE FROM OUTCOME WHERE RUN = ?", undone.runId());
      database.jdbc().update("UPDATE RUN SET ALL_WORKED = FALSE WHERE ID = ?", undone.runId());
    }
  }

  @Test
  void what_could_not_be_put_back_is_told_by_the_next_process_too() {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").with("position", "Chief");
    Imported updated = world.run("--on-existing", "update");
    Imported undone = world.undo(updated.runId());
    assertThat(undone.ended("Ana")).isEqualTo("UPDATED NOT_RESTORABLE");
    forgetsWhatItHasTold(undone);

    Imported resumed = world.undo(updated.runId());

    assertThat(resumed.runId()).isEqualTo(undone.runId());
    assertThat(resumed.ended("Ana")).endsWith(" NOT_RESTORABLE");
    assertThat(resumed.of("Ana").reason()).contains("there was no photo");
    assertThat(resumed.exit()).isEqualTo(3);
  }

  @Test
  void what_whoever_was_made_anew_lacks_is_told_by_the_next_process_too() throws IOException {
    world.rows(1);
    Imported removed = world.undo(world.run().runId());
    try (Stream<Path> kept = Files.list(world.data().resolve("before"))) {
      for (Path file : kept.toList()) {
        Files.writeString(file, "no photo");
      }
    }
    Imported restored = world.undo(removed.runId());
    assertThat(restored.ended("P1")).isEqualTo("RESTORED NOT_RESTORABLE");
    forgetsWhatItHasTold(restored);

    Imported resumed = world.undo(removed.runId());

    assertThat(resumed.runId()).isEqualTo(restored.runId());
    assertThat(resumed.ended("P1")).isEqualTo("RESTORED NOT_RESTORABLE");
    assertThat(resumed.exit()).isEqualTo(3);
    assertThat(world.people()).hasSize(1);
  }

  @Test
  void of_a_run_that_has_kept_only_half_the_other_half_is_told() {
    world.rows(2);
    Imported cut = world.run("--limit", "1", "--no-undo");
    assertThat(world.run().runId()).isEqualTo(cut.runId());

    Imported undone = world.undo(cut.runId());

    assertThat(undone.endings()).containsExactlyInAnyOrder("REVIEW BEFORE_UNKNOWN", "REMOVED");
    assertThat(undone.exit()).isEqualTo(3);
    assertThat(world.people()).hasSize(1);
  }

  @Test
  void whom_an_undo_has_deleted_is_not_missed_by_the_next_run() {
    world.already("Other", "jobNumber", "X1");
    world.rows(1);
    Imported made = world.run();
    world.undo(made.runId());
    world.noRows();
    world.row("Other", "X1").portrait(9);

    Imported next = world.run();

    assertThat(next.exit()).as(next.err()).isZero();
    assertThat(next.err() + next.out()).doesNotContain("highest ID");
  }

  @Test
  void a_run_that_only_remembered_a_list_is_undone() {
    world.rows(2);
    world.run();
    Imported wrong = world.run("--list", "staff", "--new-list");
    assertThat(wrong.endings()).containsOnly("SKIPPED_EXISTING");
    assertThat(member("P1")).isPresent();

    Imported undone = world.undo(wrong.runId());

    assertThat(undone.exit()).as(undone.err()).isZero();
    assertThat(member("P1")).isEmpty();
    assertThat(world.people()).hasSize(2);
    assertThat(world.undo(wrong.runId()).err()).contains("is left to undo");
  }

  @Test
  void a_list_that_was_left_by_an_undo_of_one_kind_is_put_back_by_the_next() {
    world.rows(2);
    Imported made = world.run("--list", "staff", "--new-list");
    long first = world.person("P1").id();
    world.undo(made.runId(), "--only", "created");
    assertThat(world.<Boolean>ledger(l -> l.listMembers().of("staff", first).isPresent())).isTrue();

    world.undo(made.runId());

    assertThat(world.<Boolean>ledger(l -> l.listMembers().of("staff", first).isPresent()))
        .isFalse();
  }

  @Test
  void a_run_that_only_made_a_department_is_undone() {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").with("department", "Works");
    Imported run = world.run("--create-missing");
    assertThat(run.ended("Ana")).isEqualTo("SKIPPED_EXISTING");

    Imported undone = world.undo(run.runId());

    assertThat(undone.exit()).as(undone.err()).isZero();
    assertThat(world.commits("deleteDepartment")).hasSize(1);
    assertThat(world.undo(run.runId()).err()).contains("is left to undo");
  }

  /** As if the disk had been full just then. */
  @Test
  void an_undo_that_could_not_write_down_whom_it_is_about_is_none() throws IOException {
    world.rows(2);
    Imported made = world.run();
    Path below = world.data().resolve("tmp");
    PrivateFiles.remove(below);
    Files.writeString(below, "no folder");

    Imported failed = world.undo(made.runId());

    assertThat(failed.exit()).as(failed.err()).isEqualTo(4);
    assertThat(world.<Integer>ledger(ledger -> ledger.runs().all().size())).isOne();
    Files.delete(below);
    assertThat(world.undo(made.runId()).endings()).containsExactly("REMOVED", "REMOVED");
  }
}
