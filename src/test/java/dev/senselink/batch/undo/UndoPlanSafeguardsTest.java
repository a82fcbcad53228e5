package dev.senselink.batch.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a plan of an undo is refused as a whole, what is asked, and how it is gone on with. */
@Tag("slow")
class UndoPlanSafeguardsTest {
  @RegisterExtension final World world = new World().inHaste();
  @RegisterExtension final World elsewhere = new World().inHaste();

  private Path file() {
    return world.folder("undo.plan");
  }

  private Imported plan(String run, String... options) {
    List<String> all = new ArrayList<>(List.of("--plan", file().toString()));
    all.addAll(List.of(options));
    Imported made = world.undoUnasked(run, all.toArray(String[]::new));
    assertThat(made.exit()).as(made.err()).isZero();
    return made;
  }

  /** A run that has made four people, updated one, and the plan of its undo. */
  private Imported planned(String... options) {
    RosterRow row = world.row("Ana", "E0");
    world.run();
    row.with("position", "Chief");
    world.rows(3);
    Imported run = world.run("--on-existing", "update");
    plan(run.runId(), options);
    return run;
  }

  private Imported apply(String... options) {
    return world.apply(file(), options);
  }

  private Imported confirmed() {
    return apply("--yes");
  }

  /** What makes a plan unfit, and what is said of it then. */
  private record Unfit(String what, BiConsumer<World, Path> deed, String says) {}

  /** The last two cannot be taken back. */
  private static final List<Unfit> UNFIT =
      List.of(
          new Unfit("an edited line", (w, f) -> replace(f, "\"E1\"", "\"E9\""), "was changed"),
          new Unfit("a damaged line", (w, f) -> replace(f, "\"action\":", "\"act"), ":2:"),
          new Unfit("a line that is gone", (w, f) -> lines(f, List.of(0, 1, 3, 4)), ":3:"),
          new Unfit("an end that is gone", (w, f) -> lines(f, List.of(0, 1, 2)), ":4:"),
          new Unfit("an import's", (w, f) -> replace(f, "\"undo\"", "\"import-users\""), ":1:"),
          new Unfit("an edited limit", (w, f) -> replace(f, "[\"9\"]", "[\"99\"]"), ":1:"),
          new Unfit("people who were changed", (w, f) -> changed(w.data()), "not kept"),
          new Unfit("people not kept", (w, f) -> remove(w.data().resolve("plans")), "not kept"),
          new Unfit(
              "another company", (w, f) -> w.movesTo(s -> s.withCompany(77, "Another")), "is for"));

  private static void replace(Path file, String what, String by) {
    try {
      String text = Files.readString(file);
      assertThat(text).contains(what);
      Files.writeString(file, text.replace(what, by));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void lines(Path file, List<Integer> kept) {
    try {
      List<String> all = Files.readAllLines(file);
      Files.write(file, kept.stream().map(all::get).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void changed(Path data) {
    replace(sheet(data), "CREATED", "UPDATED");
  }

  /** Whom a plan is about, as the data folder keeps them. */
  private static Path sheet(Path data) {
    try (Stream<Path> all = Files.walk(data.resolve("plans"))) {
      return all.filter(file -> file.endsWith("roster")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_plan_that_does_not_fit_is_exit_2_with_nothing_sent() throws IOException {
    planned("--max-delete", "9");
    String plan = Files.readString(file());
    Path sheet = sheet(world.data());
    String people = Files.readString(sheet);
    for (Unfit one : UNFIT) {
      Files.writeString(file(), plan);
      Files.writeString(sheet, people);
      one.deed().accept(world, file());
      int before = world.server().commits().size();

      Imported applied = confirmed();

      assertThat(applied.exit()).as(one.what() + applied.err()).isEqualTo(2);
      assertThat(applied.err()).as(one.what()).contains(file().toString(), one.says());
      assertThat(world.server().commits()).hasSize(before);
      assertThat(applied.report()).doesNotExist();
    }
  }

  @Test
  void a_plan_of_another_data_folder_is_exit_2() throws IOException {
    planned();
    elsewhere.rows(1);
    elsewhere.run();
    Path copy = elsewhere.folder("their.plan");
    Files.copy(file(), copy, StandardCopyOption.REPLACE_EXISTING);

    Imported applied = elsewhere.apply(copy, "--yes");

    assertThat(applied.exit()).as(applied.err()).isEqualTo(2);
    assertThat(applied.err()).contains(copy.toString(), "another data folder");
    assertThat(elsewhere.people()).hasSize(1);
  }

  @Test
  void a_plan_is_no_run_and_no_roster() throws IOException {
    planned();

    assertThat(world.undo(file().toString()).exit()).isEqualTo(2);
    Path plan = world.folder("staff.plan");
    world.run("--plan", plan.toString());
    assertThat(world.undo(plan.toString()).exit()).isEqualTo(2);
    Imported resolved = world.resolve(file());
    assertThat(resolved.exit()).as(resolved.err()).isIn(2, 5);
    assertThat(world.people()).hasSize(4);
  }

  @Test
  void an_import_plan_is_still_one_beside_it_and_whom_it_names_stays() {
    planned();
    world.row("Zoe", "E50").portrait(50);
    Path plan = world.folder("staff.plan");
    assertThat(world.run("--plan", plan.toString()).exit()).isZero();

    assertThat(world.apply(plan).ended("Zoe")).isEqualTo("CREATED");
    assertThat(confirmed().endings()).containsOnly("REVIEW PLAN_STALE", "UPDATED");
    assertThat(world.people()).extracting(PersonView::name).contains("Ana", "Zoe").hasSize(5);
  }

  private void aWeekPasses() throws IOException {
    try (Stream<Path> plans = Files.list(world.data().resolve("plans"))) {
      for (Path plan : plans.toList()) {
        Files.writeString(plan.resolve("until"), "2020-01-01T00:00:00Z\n");
      }
    }
  }

  @Test
  void a_plan_of_last_week_is_too_old_and_its_age_can_be_allowed() throws IOException {
    planned();
    aWeekPasses();

    Imported old = apply("--yes", "--plan-age", "0m");

    assertThat(old.exit()).isEqualTo(2);
    assertThat(old.err()).contains("too old");
    assertThat(world.people()).hasSize(4);
    assertThat(apply("--yes", "--plan-age", "30d").endings()).contains("REMOVED");
  }

  @Test
  void a_plan_with_deletions_has_to_be_meant() {
    planned();

    Imported unasked = apply();

    assertThat(unasked.exit()).as(unasked.err()).isEqualTo(2);
    assertThat(unasked.err()).contains(file().toString(), "--yes", "3 people are deleted");
    assertThat(world.people()).hasSize(4);
    assertThat(confirmed().exit()).isZero();
  }

  @Test
  void more_deletions_than_allowed_are_no_plan() {
    world.rows(3);
    Imported run = world.run();

    Imported refused =
        world.undoUnasked(run.runId(), "--plan", file().toString(), "--max-delete", "2");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("add --max-delete 3");
    assertThat(file()).doesNotExist();
  }

  @Test
  void where_nothing_is_left_to_undo_there_is_no_plan_and_no_older_one() {
    Imported run = planned();
    world.undo(run.runId());

    Imported again = world.undoUnasked(run.runId(), "--plan", file().toString());

    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.err()).contains("is left to undo");
    assertThat(file()).doesNotExist();
  }

  @Test
  void who_was_not_all_looked_at_is_no_plan() {
    Imported run = planned();
    world.fault(FaultRule.on("listUsers").fromCall(4).apiCode(10002));

    Imported stopped = world.undoUnasked(run.runId(), "--plan", file().toString());

    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(4);
    assertThat(stopped.err()).contains("no plan was written");
    assertThat(file()).doesNotExist();
    assertThat(page(stopped))
        .as("what is said to be run again plans, and does not do it")
        .contains("senselink undo " + run.runId(), "--plan " + file())
        .doesNotContain("senselink apply");
  }

  private static String page(Imported of) {
    try {
      return Files.readString(of.report().resolve("report.html"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_run_that_went_on_since_is_planned_anew() {
    world.rows(4);
    Imported cut = world.run("--limit", "2");
    plan(cut.runId());
    assertThat(world.run().runId()).isEqualTo(cut.runId());

    Imported applied = confirmed();

    assertThat(applied.exit()).as(applied.err()).isEqualTo(2);
    assertThat(applied.err()).contains(file().toString(), "has done more");
    assertThat(world.people()).hasSize(4);
  }

  @Test
  void a_plan_does_not_end_the_run_and_the_apply_does() {
    world.rows(4);
    Imported cut = world.run("--limit", "2");
    plan(cut.runId());
    assertThat(world.<Boolean>ledger(l -> l.runs().find(cut.runId()).orElseThrow().allWorked()))
        .isFalse();

    confirmed();

    assertThat(world.run().runId()).isNotEqualTo(cut.runId());
    assertThat(world.people()).hasSize(4);
  }

  @Test
  void an_apply_that_was_cut_short_goes_on_with_its_plan_alone() throws IOException {
    Imported run = planned();
    world.fault(FaultRule.on("deleteUser").fromCall(2).before().apiCode(10002));
    Imported cut = confirmed();
    assertThat(cut.exit()).as(cut.err()).isEqualTo(4);
    world.allIsWell();
    aWeekPasses();
    world.edited(world.person("Ana").id(), "remark", "by hand");

    Imported resumed = apply("--plan-age", "0m");

    assertThat(resumed.runId()).isEqualTo(cut.runId());
    assertThat(resumed.ended("Ana")).isEqualTo("REVIEW PLAN_STALE");
    assertThat(resumed.endings().stream().filter("REMOVED"::equals)).hasSize(3);
    assertThat(world.person("Ana").remark()).isEqualTo("by hand");
    assertThat(world.undo(run.runId()).runId()).isNotEqualTo(cut.runId());
  }

  /** The plain command would do what the plan held back. */
  @Test
  void a_plain_undo_does_not_go_on_with_an_apply() {
    Imported run = planned();
    world.fault(FaultRule.on("deleteUser").fromCall(2).before().apiCode(10002));
    Imported cut = confirmed();
    world.allIsWell();

    Imported plain = world.undo(run.runId());
    Imported resumed = confirmed();

    assertThat(plain.runId()).isNotEqualTo(cut.runId());
    assertThat(plain.endings()).containsOnly("REMOVED", "UPDATED");
    assertThat(resumed.runId()).isEqualTo(cut.runId());
    assertThat(resumed.endings()).as("done by the other").contains("UNCHANGED");
    assertThat(world.people()).extracting(PersonView::name).containsExactly("Ana");
  }

  @Test
  void a_delete_whose_answer_is_lost_is_looked_for() {
    planned();
    world.fault(FaultRule.on("deleteUser").after().reset().times(2));

    Imported applied = confirmed();

    assertThat(applied.endings()).as(applied.err()).containsOnly("REMOVED", "UPDATED");
    assertThat(applied.calls("deleteUser")).hasSize(3);
  }

  @Test
  void an_update_whose_answer_is_lost_is_carried_on_with() {
    planned();
    world.fault(FaultRule.on("updateUser").after().reset().times(1));

    assertThat(confirmed().ended("Ana")).isEqualTo("UPDATED");
    assertThat(world.person("Ana").position()).isNullOrEmpty();
  }
}
