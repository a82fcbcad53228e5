package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.CommandsOfConsole;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What undoing a run would do is looked at in the console, and that is done and nothing else. */
@Tag("slow")
class UndoStoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CONFIRM = "data-test=\"confirm\"";

  @RegisterExtension final World world = new World().inHaste();
  private @Nullable OpenConsole console;
  private String at = "";

  @AfterEach
  void close() {
    if (console != null) {
      console.close();
    }
  }

  /** A console on the world's data folder, and the page of an undo in it. */
  private OpenConsole at(String run) {
    List<String> server = world.connection();
    OpenConsole opened =
        OpenConsole.on(
                world.data(),
                CommandsOfConsole.with(
                    List.of("--data=" + world.data()),
                    Map.of(
                        "SENSELINK_SERVER", server.get(1),
                        "SENSELINK_APP_KEY", server.get(3),
                        "SENSELINK_APP_SECRET_FILE", server.get(5),
                        "SENSELINK_FACE_CHECK", "off")))
            .signedIn();
    console = opened;
    at = "/runs/" + run + "/undo";
    return opened;
  }

  /** The page where one is led once nothing is at work. */
  private static HttpResponse<String> led(OpenConsole console, String path) {
    HttpResponse<String> now = console.get(path);
    for (int n = 0; n < 5 && now.statusCode() == 303; n++) {
      now = console.get(now.headers().firstValue("Location").orElseThrow());
    }
    return now;
  }

  private static String until(OpenConsole console, String path, String text) {
    assertThat(Until.within(PATIENCE, () -> led(console, path).body().contains(text)))
        .as("%s: %s", text, led(console, path).body())
        .isTrue();
    return led(console, path).body();
  }

  /** Has the undo looked at; the page that shows what it would do. */
  private String planned(OpenConsole console) {
    assertThat(console.submit(at + "/plan", "").statusCode()).isEqualTo(303);
    return until(console, at + "/work", CONFIRM);
  }

  private HttpResponse<String> confirm(OpenConsole console, String plan, Object people) {
    return console.submit(at, "plan=" + plan + "&people=" + people);
  }

  private static String planId(String page) {
    return page.replaceAll("(?s).*name=\"plan\" value=\"([A-Z0-9]+)\".*", "$1");
  }

  private static String counted(String page, String action) {
    return page.replaceAll("(?s).*data-test=\"plan-count-" + action + "\">([^<]*)<.*", "$1");
  }

  /** Ana and Bo are updated, Cy and Dan are made. */
  private Imported imported() {
    RosterRow ana = world.row("Ana", "E1");
    RosterRow bo = world.row("Bo", "E2");
    world.run();
    ana.with("position", "Chief");
    bo.with("position", "Guard");
    world.row("Cy", "E3");
    world.row("Dan", "E4").with("department", "Works").with("groups", "Painters");
    Imported run = world.run("--on-existing", "update", "--create-missing");
    assertThat(run.endings()).containsExactlyInAnyOrder("UPDATED", "UPDATED", "CREATED", "CREATED");
    return run;
  }

  @Test
  void what_was_shown_is_done_by_whoever_types_how_many_people_it_is() {
    Imported run = imported();
    OpenConsole console = at(run.runId());
    assertThat(console.get(at).body()).contains("data-test=\"undo-plan\"").doesNotContain(CONFIRM);
    int written = world.server().commits().size();

    String page = planned(console);

    assertThat(world.server().commits()).as("a plan only reads").hasSize(written);
    assertThat(counted(page, "update")).isEqualTo("2");
    assertThat(counted(page, "delete")).isEqualTo("2");
    assertThat(page)
        .contains("4 people would be changed or deleted", "<del>Chief</del>")
        .contains("One department of the run goes if it is empty")
        .contains("data-test=\"not-restorable\"", "Painters");
    String plan = planId(page);
    assertThat(confirm(console, plan, 3).statusCode()).isEqualTo(409);
    assertThat(confirm(console, "OTHER", 4).statusCode()).isEqualTo(409);
    String form = "plan=" + plan + "&people=4";
    assertThat(console.post(at, form, "Origin", console.address()).statusCode()).isEqualTo(403);
    assertThat(console.post(at, form + "&_csrf=" + console.formToken()).statusCode())
        .isEqualTo(403);
    assertThat(world.server().commits()).hasSize(written);

    assertThat(confirm(console, plan, "%EF%BC%94").statusCode()).as("full width").isEqualTo(303);

    assertThat(until(console, at + "/work", "data-test=\"finished\"")).contains("Undo of a run");
    assertThat(world.people()).extracting(PersonView::name).containsExactlyInAnyOrder("Ana", "Bo");
    assertThat(world.person("Ana").position()).isEmpty();
    assertThat(world.commits("deleteDepartment")).hasSize(1);
    assertThat(world.data().resolve("console/undos").resolve(run.runId()))
        .as("it tells of people, and is done")
        .doesNotExist();
    assertThat(console.get(at).statusCode()).as("nothing is left").isEqualTo(404);
  }

  @Test
  void whom_others_have_changed_since_the_plan_is_left_and_told_and_nobody_else() {
    Imported run = imported();
    OpenConsole console = at(run.runId());
    String plan = planId(planned(console));
    world.edited(world.person("Ana").id(), "position", "Boss");
    world.edited(world.person("Cy").id(), "remark", "by hand");

    confirm(console, plan, 4);

    String page = until(console, at + "/work", "data-test=\"finished\"");
    assertThat(page).contains("Ana", "Cy", "PLAN_STALE", "position", "remark");
    assertThat(page).doesNotContain(">Bo<", ">Dan<");
    assertThat(world.people())
        .extracting(PersonView::name)
        .containsExactlyInAnyOrder("Ana", "Bo", "Cy");
    assertThat(world.person("Ana").position()).isEqualTo("Boss");
    assertThat(world.person("Bo").position()).isEmpty();
    String anew = planned(console);
    assertThat(counted(anew, "review")).as("the rest, as it is now").isEqualTo("2");
    assertThat(anew).contains("CHANGED_SINCE", "2 people cannot be put back");
  }

  @Test
  void a_plan_that_does_not_hold_any_more_is_refused_and_made_anew_by_one_click()
      throws IOException {
    Imported run = imported();
    OpenConsole console = at(run.runId());
    String first = planId(planned(console));
    String second = planId(planned(console));
    HttpResponse<String> refused = confirm(console, first, 4);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("somebody has looked again since", second);
    int written = world.server().commits().size();
    try (var plans = Files.list(world.data().resolve("plans"))) {
      for (Path one : plans.toList()) {
        PrivateFiles.remove(one);
      }
    }

    confirm(console, second, 4);

    String page = until(console, at + "/work", "data-test=\"failed\"");
    assertThat(page).contains("make the plan again", "data-test=\"undo-plan\"");
    assertThat(page).as("not once more").doesNotContain(CONFIRM);
    assertThat(confirm(console, second, 4).statusCode()).isEqualTo(409);
    assertThat(world.server().commits()).hasSize(written);
    String third = planId(planned(console));
    assertThat(third).isNotEqualTo(second);
    console.passes(Duration.ofDays(8));
    assertThat(console.signedIn().get(at).body())
        .contains("data-test=\"undo-plan\"")
        .doesNotContain(CONFIRM);
    assertThat(confirm(console, third, 4).statusCode()).isEqualTo(409);
    assertThat(world.server().commits()).hasSize(written);
  }

  @Test
  void each_undo_of_a_run_has_a_report_of_its_own() throws IOException {
    Imported run = imported();
    OpenConsole console = at(run.runId());
    world.edited(world.person("Ana").id(), "position", "Boss");
    String first = undone(console, 3);
    String before = Files.readString(report(first).resolve("results.csv"));
    world.edited(world.person("Ana").id(), "position", "Chief");

    String second = undone(console, 1);

    assertThat(second).isNotEqualTo(first);
    assertThat(report(second)).isNotEqualTo(report(first));
    assertThat(report(first).resolve("results.csv")).hasContent(before.strip());
    assertThat(console.get("/runs/" + first + "?show=all").body()).contains("CHANGED_SINCE");
  }

  /** Takes back what can be taken back, which is about so many people; the run that this was. */
  private String undone(OpenConsole console, int people) {
    confirm(console, planId(planned(console)), people);
    return until(console, at + "/work", "data-test=\"finished\"")
        .replaceFirst("(?s).*?<dd>(R[A-Z0-9]+)</dd>.*", "$1");
  }

  /** The folder of the report of a run. */
  private Path report(String run) {
    return Path.of(new RunIndexFile(world.data()).json(run).path("report").asString(""));
  }

  @Test
  void while_another_command_has_the_data_folder_nothing_is_looked_up_or_undone()
      throws IOException {
    Imported run = imported();
    OpenConsole console = at(run.runId());
    String plan = planId(planned(console));
    int written = world.server().commits().size();
    try (DataFolder busy = DataFolder.lock(world.data(), "import users")) {
      assertThat(busy.path()).exists();
      for (HttpResponse<String> answer :
          List.of(confirm(console, plan, 4), console.submit(at + "/plan", ""))) {
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Another command uses the data folder");
      }
    }
    assertThat(planId(led(console, at).body())).as("the plan is there still").isEqualTo(plan);
    assertThat(world.server().commits()).hasSize(written);
  }

  /** That a plan has gone is another thing than that there is nothing to be planned. */
  @Test
  void only_where_nothing_is_left_it_is_said_that_nothing_is_left() throws IOException {
    Imported run = imported();
    OpenConsole console = at(run.runId());
    planned(console);

    PrivateFiles.remove(world.data().resolve("console/undos"));

    assertThat(console.get(at).body())
        .contains("data-test=\"undo-plan\"")
        .doesNotContain("nothing to undo");
    planned(console);
  }

  @Test
  void a_restore_is_taken_back_by_its_plan() {
    world.already("Ana", "jobNumber", "E1", "position", "Clerk");
    world.already("Bo", "jobNumber", "E2");
    Path backup = world.folder("backup");
    assertThat(world.export(backup)).isZero();
    world.server().removePerson(world.person("Bo").id());
    Imported run = world.restore(backup);
    assertThat(run.endings()).as(run.err()).contains("CREATED");
    OpenConsole console = at(run.runId());

    String page = planned(console);

    assertThat(counted(page, "delete")).isEqualTo("1");
    confirm(console, planId(page), 1);
    until(console, at + "/work", "data-test=\"finished\"");
    assertThat(world.people()).extracting(PersonView::name).containsExactly("Ana");
  }
}
