package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetWish;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.fleet.state.SiteState.Phase;
import dev.senselink.batch.ledger.store.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet is one run with sites below: counts for everybody, people for nobody else than before.
 */
class FleetPagesTest {
  private static final String ID = "F261129010203ABCD";
  private static final String PAGE = "/runs/fleets/" + ID;
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path folder;
  private FleetRuns runs;
  private OpenConsole console;

  @BeforeEach
  void open() throws Exception {
    Path data = PrivateFiles.folder(folder.resolve("data"));
    runs = new FleetRuns(data);
    Accounts accounts = QuickAccounts.in(data);
    accounts.add("viewer", Role.VIEWER, PASSWORD);
    accounts.add("operator", Role.OPERATOR, PASSWORD);
    console = OpenConsole.on(data);
  }

  @AfterEach
  void close() {
    console.close();
  }

  private String page(String path) {
    return console.get(path).body();
  }

  private void as(String account) {
    assertThat(console.somebodyElse().signIn(account, PASSWORD, "/runs").statusCode())
        .isEqualTo(303);
  }

  private FleetJournal three() throws IOException {
    FleetJournal journal = runs.begun("north", ID, "2026-11-29T01:02:03Z", List.of("A", "B", "C"));
    runs.ofSite("B");
    return journal;
  }

  private void ended() throws IOException {
    FleetJournal journal = three();
    journal.note(FleetRuns.ended("A", 0, 7, 0, ""));
    journal.note(FleetRuns.ended("B", 3, 20, 1, ""));
    journal.note(FleetRuns.ended("C", 2, 0, 0, "the <list> was refused"));
    journal.over();
  }

  @Test
  void a_fleet_is_one_line_among_the_runs_and_its_page_says_who_needs_somebody_first()
      throws IOException {
    ended();
    as("viewer");

    String list = page("/runs");
    String one = page(PAGE);

    assertThat(list)
        .contains("href=\"" + PAGE + "\"", "Fleet, ", "north", "2 sites need attention");
    assertThat(list.split("data-news=", -1)).hasSize(2);
    assertThat(one)
        .contains(
            "2 sites need attention", "the &lt;list&gt; was refused", "Exit code", "See its report")
        .contains("href=\"" + PAGE + "/sites/B\"")
        .doesNotContain("href=\"" + PAGE + "/sites/A\"", "data-progress");
    assertThat(one.indexOf(">C</th>")).isPositive().isLessThan(one.indexOf(">B</a>"));
    assertThat(one.indexOf(">B</a>")).isLessThan(one.indexOf(">A</th>"));
    assertThat(page("/")).contains("2 sites need attention");
  }

  @Test
  void a_viewer_sees_no_number_of_a_person_on_the_page_of_a_site() throws IOException {
    ended();
    as("viewer");
    String site = PAGE + "/sites/B";

    assertThat(page(site)).contains("Ana", "Site B of the fleet north").doesNotContain("ID4711");
    assertThat(page(site)).doesNotContain("results.csv", "/undo", "/continue");
    assertThat(console.get(site + "/files/results.csv").statusCode()).isEqualTo(403);
    assertThat(console.search(site, "ID4711", "&show=all").body()).doesNotContain("Ana");

    as("operator");
    assertThat(page(site)).contains("ID4711", "results.csv").doesNotContain("/undo");
    assertThat(console.get(site + "/files/results.csv").body()).contains("ID4711");
    assertThat(console.search(site, "4711", "&show=all").body()).contains("Ana");
  }

  @Test
  void it_is_followed_while_it_is_at_work() throws IOException {
    FleetJournal journal = three();
    as("viewer");
    assertThat(page(PAGE)).contains("Stopped after 0 of 3 sites; the same command continues");

    try (DataFolder busy = DataFolder.lock(runs.place("north").folder(), "fleet-import")) {
      assertThat(busy.path()).exists();
      runs.place("north").begins(ID);
      assertThat(page(PAGE)).contains("Waiting for a site", "data-progress");
      journal.note(SiteState.waiting("A").in(Phase.RUNNING));
      assertThat(page(PAGE)).contains("In progress", "0 of 3 sites are done");
      String before = page(PAGE + "/progress");
      journal.note(FleetRuns.ended("A", 3, 20, 1, ""));
      journal.note(SiteState.waiting("B").in(Phase.RUNNING));
      assertThat(page(PAGE + "/progress"))
          .contains("1 of 3 sites are done, one needs attention", "\"atWork\":true")
          .isNotEqualTo(before);
      assertThat(page("/today/progress")).contains(ID);
      assertThat(page("/")).contains("1 of 3 sites are done");
      FleetWish.PAUSE.tell(runs.place("north").folder(), ID);
      assertThat(page(PAGE)).contains("Paused", "senselink fleet resume");
    }
    assertThat(page(PAGE + "/progress")).contains("\"atWork\":false");
  }

  @Test
  void one_that_no_command_goes_on_with_any_more_says_so() throws IOException {
    three();
    runs.begun("north", "F261129020304ABCD", "2026-11-29T02:03:04Z", List.of("A")).over();
    as("viewer");

    assertThat(page(PAGE)).contains("Interrupted after 0 of 3 sites; nobody continues it");
    assertThat(page("/")).doesNotContain("Interrupted after 0 of 3 sites");
  }

  /** Whoever forgets people in a fleet's folder holds it, and works on none of its runs. */
  @Test
  void another_holder_of_its_folder_is_no_run_at_work() throws IOException {
    three();
    as("viewer");

    try (DataFolder busy = DataFolder.lock(runs.place("north").folder(), "privacy")) {
      assertThat(busy.path()).exists();
      assertThat(page(PAGE)).contains("Stopped after 0 of 3 sites");
    }
  }

  @Test
  void of_very_many_sites_the_first_500_are_shown() {
    List<String> sites = IntStream.rangeClosed(1, 503).mapToObj(n -> "S" + n).toList();
    FleetJournal journal = runs.begun("many", ID, "2026-11-29T01:02:03Z", sites);
    journal.note(FleetRuns.ended("S503", 4, 0, 0, "stopped"));
    as("viewer");

    String one = page(PAGE);

    assertThat(one.split("data-test=\"site\"", -1)).hasSize(501);
    assertThat(one).contains(">S503<", "And 3 more, in fleet.json");
  }

  @Test
  void what_is_no_run_or_no_site_is_not_there_and_a_damaged_one_hides_no_other()
      throws IOException {
    ended();
    runs.begun("south", "F261129010204ABCD", "2026-11-29T01:02:04Z", List.of("A"));
    Path damaged = runs.place("south").run("F261129010204ABCD").resolve("journal.jsonl");
    Files.writeString(damaged, "\n{\"site\":\"A\",\"phase\":\"NOTHING\"}");
    Files.writeString(folder.resolve("data/fleets/a-file"), "");
    as("operator");

    assertThat(page("/runs")).contains("north").doesNotContain("south");
    for (String path :
        List.of("F261129010204ABCD", "F1", "north", ID + "/sites/X", ID + "/sites/A", "runs")) {
      assertThat(console.get("/runs/fleets/" + path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void it_speaks_chinese() throws IOException {
    ended();
    as("viewer");
    String form = "_csrf=" + console.formToken() + "&lang=zh&back=" + PAGE;
    console.post("/language", form, "Origin", console.address());

    assertThat(page(PAGE)).contains("有 2 个站点需要处理", "退出码", "如何处理");
  }
}
