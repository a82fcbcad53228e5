package dev.senselink.batch.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.ledger.RowDecision;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.lists.ListMember;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was decided in a conflicts file is taken back, and asked again. */
@Tag("slow")
class UndoDecisionsTest {
  private static final Pattern OWN = Pattern.compile("These decisions are run (\\w+)");
  private static final int TWIN = 900;

  @RegisterExtension final World world = new World().inHaste();

  /** Ana looks like Bo, and Cem has the number of somebody else; Dan is made by the import. */
  private Imported imported(String... options) {
    world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    world.alreadyWithFace(901, "Cemal", "jobNumber", "E2", "position", "Guard");
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    world.row("Cem", "E2").with("position", "Chief").portrait(7);
    world.row("Dan", "E3");
    Imported run = world.run(options);
    assertThat(run.ended("Ana")).isEqualTo("REVIEW 30002");
    assertThat(run.ended("Cem")).isEqualTo("REVIEW NAME_DIFFERS");
    return run;
  }

  private static String own(Imported resolved) {
    Matcher said = OWN.matcher(resolved.err() + resolved.out());
    assertThat(said.find()).isTrue();
    return said.group(1);
  }

  private Imported decided(Imported run, String ana, String cem) {
    return world.resolve(Decisions.of(run).decide("Ana", ana).decide("Cem", cem).write());
  }

  @Test
  void whom_a_decision_made_or_updated_is_as_before_and_somebody_is_asked_again() {
    Imported run = imported();
    Imported resolved = decided(run, "force", "update");
    assertThat(resolved.ended("Ana")).startsWith("FORCED");
    assertThat(resolved.ended("Cem")).startsWith("UPDATED");

    Imported undone = world.undo(own(resolved));

    assertThat(undone.endings()).as(undone.err()).containsExactlyInAnyOrder("REMOVED", "UPDATED");
    assertThat(world.people())
        .extracting(PersonView::name)
        .containsExactlyInAnyOrder("Bo", "Cemal", "Dan");
    assertThat(world.person("Cemal").position()).isEqualTo("Guard");
    Path again = undone.report().resolve(run.runId()).resolve("conflicts.csv");
    assertThat(again).exists().content().contains("Ana", "Cem", "30002", "NAME_DIFFERS");
    assertThat(world.undo(own(resolved)).err()).contains("is left to undo");

    Imported next = decided(run, "force", "skip");
    assertThat(own(next)).isNotEqualTo(own(resolved));
    assertThat(next.ended("Ana")).startsWith("FORCED");
  }

  @Test
  void a_plan_counts_the_decisions_that_are_to_be_made_again() throws IOException {
    Imported run = imported();
    Imported resolved = decided(run, "force", "skip");
    Path plan = world.folder("undo.plan");

    Imported made = world.undoUnasked(own(resolved), "--plan", plan.toString());

    assertThat(Files.readAllLines(plan).get(0)).contains("\"decisions\":2");
    assertThat(made.err()).contains("2 decisions are forgotten and asked again");
    assertThat(Files.readString(made.report().resolve("report.html")))
        .contains("2 decisions are forgotten and asked again");
    Imported applied = world.apply(plan, "--yes");
    assertThat(applied.err()).contains("2 decisions are forgotten and asked again");
    assertThat(applied.endings()).containsExactly("REMOVED");
    assertThat(applied.report().resolve(run.runId()).resolve("conflicts.csv")).exists();
  }

  @Test
  void a_plan_forgets_no_decision_that_was_made_after_it() {
    Imported run = imported();
    String own = own(decided(run, "skip", ""));
    Path plan = world.folder("undo.plan");
    world.undoUnasked(own, "--plan", plan.toString());
    RowDecision skip = new RowDecision(Decision.SKIP, 0, "sha", true);
    world.<Boolean>ledger( // as the resolve does that is gone on with
        ledger -> {
          ledger.decisions().begin(run.runId(), 2, skip, own, "NAME_DIFFERS").join();
          return true;
        });

    Imported applied = world.apply(plan);

    assertThat(applied.exit()).as(applied.err()).isEqualTo(2);
    assertThat(applied.err()).contains("make the plan again");
  }

  @Test
  void a_skip_that_was_undone_is_not_remembered() {
    Imported run = imported();
    Imported resolved = decided(run, "skip", "skip");

    Imported undone = world.undo(own(resolved));

    assertThat(undone.exit()).as(undone.err()).isZero();
    assertThat(undone.report().resolve(run.runId()).resolve("conflicts.csv")).exists();
    assertThat(world.run().ended("Ana")).isEqualTo("REVIEW 30002");
  }

  @Test
  void a_resolve_that_goes_on_is_one_run() {
    Imported run = imported();
    Path file = Decisions.of(run).decide("Ana", "force").decide("Cem", "update").write();
    world.fault(FaultRule.on("updateUser").before().apiCode(10002));
    Imported cut = world.resolve(file);
    assertThat(cut.exit()).isEqualTo(4);
    world.allIsWell();

    Imported rest = world.resolve(file);

    assertThat(own(rest)).isEqualTo(own(cut));
    assertThat(world.undo(own(rest)).endings()).containsExactlyInAnyOrder("REMOVED", "UPDATED");
  }

  @Test
  void an_undo_of_the_import_leaves_what_was_decided() {
    Imported run = imported();
    decided(run, "force", "update");

    Imported undone = world.undo(run.runId());

    assertThat(undone.endings()).as(undone.err()).containsExactly("REMOVED");
    assertThat(world.people()).extracting(PersonView::name).contains("Ana").doesNotContain("Dan");
    assertThat(Files.exists(undone.report().resolve(run.runId()))).isFalse();
  }

  @Test
  void whoever_was_touched_since_the_decision_stays_decided() {
    Imported run = imported();
    Imported resolved = decided(run, "force", "");
    world.edited(world.person("Ana").id(), "remark", "by hand");

    Imported undone = world.undo(own(resolved));

    assertThat(undone.ended("Ana")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(undone.report().resolve(run.runId())).doesNotExist();
  }

  private void goesOn(Imported ended) {
    world.<Boolean>ledger(
        ledger -> {
          Run run = ledger.runs().find(ended.runId()).orElseThrow();
          ledger.runs().save(new RunRegistry.Change(run).worked(false));
          return true;
        });
  }

  /** As if the process had been killed just before it wrote the file. */
  @Test
  void what_is_to_be_decided_again_is_written_by_the_next_process() {
    Imported run = imported();
    Imported resolved = decided(run, "force", "update");
    Imported killed = world.undo(own(resolved));
    goesOn(killed);

    Imported resumed = world.undo(own(resolved));

    assertThat(resumed.runId()).isEqualTo(killed.runId());
    assertThat(resumed.report()).isNotEqualTo(killed.report());
    Path again = resumed.report().resolve(run.runId()).resolve("conflicts.csv");
    assertThat(again).exists().content().contains("Ana", "Cem");
  }

  @Test
  void decisions_can_be_undone_though_the_import_goes_on_without_keeping_anything() {
    Imported run = imported();
    Imported resolved = decided(run, "force", "update");
    goesOn(run);
    assertThat(world.run("--no-undo").runId()).isEqualTo(run.runId());

    Imported undone = world.undo(own(resolved));

    assertThat(undone.endings()).as(undone.err()).containsExactlyInAnyOrder("REMOVED", "UPDATED");
    assertThat(world.undo(run.runId()).exit()).as("it has kept nothing").isEqualTo(2);
  }

  @Test
  void whom_an_undone_decision_put_on_the_list_is_not_on_it_any_more() {
    imported("--list", "staff", "--new-list");
    world.noRows();
    world.row("Dan", "E3").portrait(3);
    world.row("Ana", "E1").anotherPictureOf(TWIN);
    world.row("Cem", "E2").with("position", "Boss").portrait(7);
    Imported next = world.run("--list", "staff");
    Imported resolved = decided(next, "force", "update");
    long dan = world.person("Dan").id();
    assertThat(members()).hasSize(3).contains(dan);

    Imported undone = world.undo(own(resolved));

    assertThat(undone.endings()).as(undone.err()).containsExactlyInAnyOrder("REMOVED", "UPDATED");
    assertThat(members()).containsExactly(dan);
  }

  private List<Long> members() {
    return world.ledger(
        ledger -> ledger.listMembers().of("staff").stream().map(ListMember::person).toList());
  }

  private RunIndexFile.Entry listed(String id) {
    return new RunIndexFile(world.data())
        .read().stream().filter(run -> run.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void decisions_are_listed_as_long_as_they_can_be_undone() {
    Imported run = imported();
    String own = own(decided(run, "force", "skip"));

    RunIndexFile.Entry entry = listed(own);

    assertThat(entry.command()).isEqualTo("resolve");
    assertThat(entry.roster()).isEqualTo(listed(run.runId()).roster());
    assertThat(entry.rows()).isEqualTo(2);
    assertThat(new RunIndexFile(world.data()).json(own).path("outcomes").toString())
        .as("what became of them")
        .isEqualTo("{\"FORCED\":1,\"SKIPPED_EXISTING\":1}");
    assertThat(entry.undoUntil()).isNotEmpty();
    world.undo(own);
    assertThat(listed(own).undoUntil()).isEmpty();
  }

  @Test
  void a_run_that_only_remembered_a_list_can_be_undone_and_says_so() {
    world.already("Dan", "jobNumber", "E3");
    world.row("Dan", "E3");
    Imported run = world.run("--list", "staff", "--new-list");
    assertThat(run.ended("Dan")).isEqualTo("SKIPPED_EXISTING");
    assertThat(members()).hasSize(1);
    assertThat(listed(run.runId()).undoUntil()).isNotEmpty();

    world.undo(run.runId());

    assertThat(members()).isEmpty();
    assertThat(listed(run.runId()).undoUntil()).isEmpty();
  }

  @Test
  void what_was_kept_for_long_enough_is_no_more_to_be_undone() {
    world.row("Dan", "E3");

    Imported run = world.run("--keep-undo", "0h");

    assertThat(run.ended("Dan")).isEqualTo("CREATED");
    assertThat(listed(run.runId()).undoUntil()).isEmpty();
  }
}
