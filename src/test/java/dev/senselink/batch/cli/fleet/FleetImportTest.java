package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet's rows go to the servers of their sites, by the import that each site has alone. */
class FleetImportTest {
  @TempDir Path folder;
  private FleetWorld world;

  @BeforeEach
  void open() {
    world = new FleetWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static String[] words(String first, String... more) {
    return Stream.concat(Stream.of(first.split(" ")), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void each_row_goes_to_the_server_of_its_site_and_one_report_tells_of_all() {
    world.site("A").site("B").site("C");
    world.people("A", 3).people("B", 2).people("C", 1).row("a", "A-4");
    world.files();

    Told told = world.importing();

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(world.there("A")).containsExactly("A-1", "A-2", "A-3", "A-4");
    assertThat(world.there("B")).containsExactly("B-1", "B-2");
    assertThat(world.there("C")).containsExactly("C-1");
    assertThat(world.results())
        .extracting(row -> row.get("site") + " " + row.get("line") + " " + row.get("key"))
        .containsExactly(
            "A 2 A-1", "A 3 A-2", "A 4 A-3", "A 8 A-4", "B 5 B-1", "B 6 B-2", "C 7 C-1");
    assertThat(world.results()).extracting(row -> row.get("outcome")).containsOnly("CREATED");
    assertThat(world.document().path("created").asInt()).isEqualTo(7);
    assertThat(world.document().path("exitCode").asInt()).isZero();
    assertThat(Shell.plain(world.report().resolve("report.html"))).contains("All sites: 3");
    // Nobody has to look at a site, so only the whole has a report; its rows lie nowhere else.
    assertThat(world.report().resolve("sites").resolve("A").resolve("results.csv")).doesNotExist();
    assertThat(world.data().resolve("fleets/fleet/rosters")).doesNotExist();
    assertThat(world.fleet("report", "A").exit()).isZero();
    assertThat(Shell.rows(world.report().resolve("sites/A/results.csv"))).hasSize(4);
  }

  @Test
  void l28_a_key_that_the_fleet_file_has_is_left_out_of_the_command_that_works_a_site_again()
      throws IOException {
    world.site("A");
    Path fleet = world.files("app-key: of-the-file");
    Files.writeString(folder.resolve("staff.csv"), "name,site,jobNumber\n,A,A-1\n");

    world.importing("--app-key=of-the-file");

    String page = Shell.plain(world.report().resolve("sites/A/report.html"));
    assertThat(page.replace("&#x3D;", "="))
        .contains("senselink fleet import %s --site=A<".formatted(fleet));
  }

  /** The site's own list is gone with the run, and nobody has ever seen it. */
  @Test
  void the_report_of_a_site_says_the_line_in_the_list_of_all_and_what_to_type_again()
      throws IOException {
    world.site("A").site("B");
    Path fleet = world.files("first: A");
    Files.writeString(
        folder.resolve("staff.csv"),
        "name,site,jobNumber\nAna,A,A-1\nBo,B,B-1\n,B,\nAl,A,A-2\nBo,B,B-1\n");

    Told told =
        world.importing(
            "--roster=" + folder.resolve("staff.csv"),
            "--app-key=none",
            "--new-list=false",
            "--secret-command=vault hush {site}",
            "--site=A,B");

    assertThat(told.exit()).as(told.err()).isEqualTo(3);
    Path report = world.report().resolve("sites/B");
    assertThat(Shell.rows(report.resolve("results.csv")))
        .extracting(row -> row.get("line") + " " + row.get("code"))
        .containsExactly("3 ", "4 MISSING_NAME", "6 DUPLICATE_IN_ROSTER");
    assertThat(Shell.rows(report.resolve("results.csv")).get(2).get("reason")).contains("line 3");
    String page = Shell.plain(report.resolve("report.html")).replace("&#x3D;", "=");
    assertThat(page)
        .contains("staff.csv", "line 4", "line 6")
        .contains(
            "senselink fleet import %s --secret-command COMMAND --roster=%s --app-key=KEY --site=B"
                .formatted(fleet, folder.resolve("staff.csv")))
        .contains("senselink import users " + report.resolve("rejected.csv"))
        .contains("--sandbox=false")
        .doesNotContain(world.data().resolve("fleets").toString(), "hush", "was not sent");

    assertThat(world.fleet("report", "B").exit()).isZero();
    assertThat(Shell.rows(report.resolve("results.csv")))
        .extracting(row -> row.get("line"))
        .containsExactly("3", "4", "6");
  }

  @Test
  void the_same_command_begins_another_run_once_the_last_is_over() {
    world.site("A").site("B").people("A", 2).people("B", 1);
    world.files();
    world.importing();
    String first = world.document().path("fleetRun").asString("");

    Told again = world.importing();

    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(world.document().path("fleetRun").asString("")).isNotEqualTo(first);
    assertThat(world.there("A")).containsExactly("A-1", "A-2");
    assertThat(world.document().path("created").asInt()).isZero();
  }

  @Test
  void a_site_has_the_data_folder_in_which_its_own_command_goes_on() {
    world.site("A").people("A", 2);
    world.files();
    world.importing();

    Told runs = world.run(words("runs --json --data", world.data().resolve("sites/A").toString()));

    assertThat(runs.json()).hasSize(1);
    assertThat(runs.json().get(0).path("command").asString("")).isEqualTo("import-users");
  }

  @Test
  void rows_of_no_site_are_told_in_the_report_and_go_nowhere() {
    world.site("A").people("A", 1).row("", "X-1").row("Z", "X-2");
    world.files();

    Told told = world.importing();

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.err()).contains("2 rows have no site", "lines 3, 4");
    assertThat(world.there("A")).containsExactly("A-1");
    assertThat(world.results().subList(1, 3))
        .extracting(row -> row.get("site") + " " + row.get("line") + " " + row.get("code"))
        .containsExactly(" 3 UNKNOWN_SITE", "Z 4 UNKNOWN_SITE");
  }

  @Test
  void a_roster_without_the_column_is_refused_before_anything_is_sent() throws IOException {
    world.site("A").people("A", 1);
    world.files();
    Files.writeString(folder.resolve("staff.csv"), "name,jobNumber\nAna,1\n");

    Told told = world.importing();

    assertThat(told.exit()).isEqualTo(5);
    assertThat(told.err()).contains("no header says site", "{site}");
    assertThat(world.server("A").calls()).isEmpty();
    assertThat(world.report()).doesNotExist();
  }

  @Test
  void a_site_may_have_a_roster_of_its_own() throws IOException {
    world.site("A").site("B");
    world.files("first: B");
    Files.createDirectories(folder.resolve("rosters"));
    Files.writeString(folder.resolve("rosters/A.csv"), "name,jobNumber\nAna,1\n");
    Files.writeString(folder.resolve("rosters/B.csv"), "name,jobNumber\nBo,2\nCy,3\n");

    Told told =
        world.importing("--roster=" + folder.resolve("rosters") + "/{site}.csv", "--parallel", "1");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(world.there("A")).containsExactly("1");
    assertThat(world.there("B")).containsExactly("2", "3");
    assertThat(told.err().indexOf("site B:")).isLessThan(told.err().indexOf("site A:"));
    Files.delete(folder.resolve("rosters/A.csv"));
    assertThat(world.importing("--roster=" + folder.resolve("rosters") + "/{site}.csv").exit())
        .isEqualTo(5);
  }

  @Test
  void a_damaged_number_of_a_workbook_stays_one_and_a_site_without_rows_is_told() {
    world.site("A").site("B").row("A", "1.23457E+17").people("A", 30);
    world.files();

    Told told = world.importing();

    assertThat(told.exit()).isEqualTo(3);
    assertThat(world.results().get(0)).containsEntry("code", "NUMBER_DAMAGED");
    assertThat(world.state("B")).isEqualTo("NO_ROWS");
    assertThat(world.report().resolve("sites/A/rejected.csv")).exists();
  }

  /** Killed after the site's own run was over and before the fleet had noted it. */
  @Test
  void what_had_ended_before_a_crash_is_taken_over_and_not_made_again() throws IOException {
    world.site("A").people("A", 30);
    world.files();
    world.importing("--retention=90d"); // of which a report that is made again knows nothing
    FleetPlace place = new FleetPlace(world.data(), "fleet");
    Path run = place.run(place.last().orElseThrow().id());
    Path journal = run.resolve("journal.jsonl");
    Files.writeString(
        journal,
        Files.readString(journal)
            .lines()
            .filter(line -> !line.contains("ENDED") && !line.contains("\"over\""))
            .collect(Collectors.joining("\n")));
    Files.delete(run.resolve("results/A.csv"));
    int asked = world.server("A").calls().size();

    Told told = world.importing("--retention=90d");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.err()).contains("is not complete and continues");
    assertThat(world.server("A").calls()).hasSize(asked);
    assertThat(world.results()).hasSize(30).allMatch(row -> row.get("outcome").equals("CREATED"));
    assertThat(world.document().path("created").asInt()).isEqualTo(30);
  }

  @Test
  void the_list_of_a_site_that_was_not_chosen_is_missed_aloud() throws IOException {
    world.site("A").site("B");
    world.files();
    Files.createDirectories(folder.resolve("rosters"));
    Files.writeString(folder.resolve("rosters/A.csv"), "name,jobNumber\nAna,1\n");

    Told told =
        world.importing("--roster=" + folder.resolve("rosters") + "/{site}.csv", "--site", "A");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.err()).contains("it is unknown who has moved there: B");
  }

  private void listOf(String site, int from, int to) {
    for (int n = from; n <= to; n++) {
      world.row(site, site + "-" + n);
    }
  }

  private static final String[] LIST = {
    "list: staff", "new-list: true", "leavers: revoke", "yes: true", "groups: 默认组"
  };

  private Map<String, String> leaver(String site) {
    List<Map<String, String>> rows =
        Shell.rows(world.report().resolve("sites").resolve(site).resolve("leavers.csv"));
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  /** Who moved from A to B loses nothing at A until B has them. */
  @Test
  void whoever_is_named_at_another_site_is_moving_until_a_member_there() {
    world.site("A").site("B").people("A", 10).people("B", 10);
    world.files(LIST);
    world.importing();
    world.otherRows();
    listOf("A", 1, 9);
    listOf("B", 1, 10);
    world.row("B", "A-10");
    world.files(LIST);

    Told told = world.importing("--first", "A");

    assertThat(told.exit()).as(told.err()).isEqualTo(3);
    assertThat(leaver("A")).containsEntry("action", "LEFT").containsEntry("code", "MOVING");
    assertThat(world.there("B")).contains("A-10");
    Told next = world.importing("--first", "B");
    assertThat(next.exit()).as(next.err()).isZero();
    assertThat(world.document().path("sites").get(0).path("leaversLeft").asInt()).isZero();
  }

  private String lists(String header, String left, String... alsoLeftAt) throws IOException {
    Path rosters = Files.createDirectories(folder.resolve("rosters"));
    for (String site : List.of("A", "B")) {
      StringBuilder list = new StringBuilder("name,jobNumber," + header + "\n");
      for (int n = 1; n <= 10; n++) {
        boolean gone = site.equals("A") && n == 10;
        list.append(site + "-" + n + "," + site + n + "," + (gone ? left : "在职") + "\n");
      }
      if (List.of(alsoLeftAt).contains(site)) {
        list.append("A-10,A10," + left + "\n");
      }
      Files.writeString(rosters.resolve(site + ".csv"), list);
    }
    return "--roster=" + rosters + "/{site}.csv";
  }

  private boolean hasDoors(String name) {
    return world.server("A").people().stream()
        .anyMatch(person -> person.name().equals(name) && !person.groups().isEmpty());
  }

  /** A row that says left names nobody: else they would be moving at both sites for ever. */
  @Test
  void whoever_has_left_by_the_rows_of_two_sites_loses_their_doors() throws IOException {
    world.site("A").site("B");
    world.files(LIST);
    world.importing(lists("员工状态", "在职"));

    Told told = world.importing(lists("员工状态", "离职", "B"));

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(hasDoors("A-10")).isFalse();
    assertThat(hasDoors("A-9")).isTrue();
  }

  @Test
  void words_for_left_that_were_said_once_hold_at_each_site() throws IOException {
    world.site("A").site("B");
    world.files(LIST);
    Told first = world.importing(lists("员工状态", "在职"), "--left-when=员工状态=走了");
    assertThat(first.exit()).as(first.err()).isZero();

    Told told = world.importing(lists("员工状态", "走了"));
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(hasDoors("A-10")).isFalse();
    assertThat(hasDoors("A-9")).isTrue();
  }

  /** A is worked before B every night: what B's last run says must count. */
  @Test
  void whoever_moves_to_a_later_site_leaves_the_earlier_one_in_the_next_run() {
    world.site("A").site("B").people("A", 10).people("B", 10);
    world.files(LIST);
    world.importing("--first", "A");
    world.otherRows();
    listOf("A", 1, 9);
    listOf("B", 1, 10);
    world.row("B", "A-10");
    world.files(LIST);

    world.importing("--first", "A");

    assertThat(leaver("A")).containsEntry("code", "MOVING");
    Told next = world.importing("--first", "A");
    assertThat(next.exit()).as(next.err()).isZero();
    assertThat(world.document().path("sites").get(0).path("leaversLeft").asInt()).isZero();
  }

  /** Whom B's server refuses tonight is not there, whatever was last night. */
  @Test
  void whoever_is_refused_at_the_new_site_is_still_moving() {
    world.site("A").site("B").people("A", 10).people("B", 10);
    world.files(LIST);
    world.importing("--first", "A");
    world.otherRows();
    listOf("A", 1, 9);
    listOf("B", 1, 10);
    world.row("B", "A-10");
    world.files(LIST);
    world.server("B").script(FaultRule.on("createUser").before().apiCode(30001).build());

    world.importing("--first", "A", "--max-failed-sites", "100%");
    world.importing("--first", "A", "--max-failed-sites", "100%");

    assertThat(leaver("A")).containsEntry("code", "MOVING");
  }

  @Test
  void while_a_row_has_no_known_site_no_site_does_anything_to_leavers() {
    world.site("A").people("A", 10);
    world.files(LIST);
    world.importing();
    world.otherRows();
    listOf("A", 1, 9);
    world.row("Aa", "A-10");
    world.files(LIST);

    world.importing();

    assertThat(leaver("A")).containsEntry("action", "LEFT").containsEntry("code", "UNKNOWN_SITE");
  }

  @Test
  void status_reads_beside_it_and_after() {
    world.site("A").people("A", 1);
    world.files();
    assertThat(world.fleet("status").exit()).isEqualTo(2);
    world.importing();

    assertThat(world.fleet("status").out()).contains("complete").containsPattern("A +ended +1");
    assertThat(world.fleet("status", "--json").json().path("created").asInt()).isEqualTo(1);
  }

  @Test
  void another_fleet_of_the_same_name_does_not_go_on_with_its_runs() throws IOException {
    world.site("A").people("A", 1);
    Path file = world.files();
    world.importing();
    Path other = Files.createDirectories(folder.resolve("other")).resolve("fleet.yml");
    Files.writeString(other, Files.readString(file).replace(": s", ": " + folder.resolve("s")));

    Told told = world.run("fleet", "import", other.toString());

    assertThat(told.exit()).as(told.err()).isEqualTo(2);
    assertThat(told.err()).contains("belongs to " + file);
    Files.delete(file); // it was moved
    assertThat(world.run("fleet", "import", other.toString()).exit()).isZero();
  }

  /** It would count at each site, where nobody who reads the fleet's report sees it. */
  @Test
  void what_only_one_import_can_mean_does_not_reach_the_sites_behind_its_back() throws IOException {
    world.site("A").people("A", 3);
    world.files();
    Path settings = Files.writeString(folder.resolve("senselink.yml"), "limit: 1\n");
    world.with("SENSELINK_DRY_RUN", "true");

    Told told = world.importing("--config", settings.toString());

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("SENSELINK_DRY_RUN", "--dry-run", "senselink.yml", "--limit");
    assertThat(world.server("A").calls()).isEmpty();
    world.with("SENSELINK_DRY_RUN", "false");
    Files.writeString(settings, "tries: 2\n");
    assertThat(world.importing("--config", settings.toString()).exit()).isZero();
    assertThat(world.there("A")).hasSize(3);
  }

  /** Somebody's row stays with what became of it, and says no more whose it was. */
  @Test
  void whoever_is_to_be_forgotten_is_forgotten_in_what_fleets_keep() throws IOException {
    world.site("A").people("A", 3).row("", "A-2");
    world.files();
    world.importing();
    FleetPlace place = new FleetPlace(world.data(), "fleet");
    Path run = place.run(place.last().orElseThrow().id());
    String hashes = Files.readString(place.people().resolve("A"));

    Told told =
        world.run(words("privacy erase --job-number A-2 --yes --data", world.data().toString()));

    assertThat(told.exit()).as("the site keeps its own: " + told.err()).isEqualTo(3);
    assertThat(told.out()).contains("erased: 3 rows", "not erased: " + world.data());
    assertThat(Files.readString(run.resolve("results/A.csv")))
        .doesNotContain("A-2")
        .contains("A-1", "A-3");
    assertThat(world.results()).hasSize(4).noneMatch(row -> row.toString().contains("A-2"));
    assertThat(Files.readAllLines(place.people().resolve("A"))).hasSize(2);
    assertThat(hashes.lines()).hasSize(3);
    assertThat(world.run(words("privacy show --data", world.data().toString())).out())
        .contains(run.toString());
  }

  @Test
  void what_fleets_keep_of_old_runs_can_be_removed() {
    world.site("A").people("A", 1);
    world.files();
    world.importing();
    world.importing();
    FleetPlace place = new FleetPlace(world.data(), "fleet");
    List<String> runs = place.runs();
    String data = world.data().toString();

    assertThat(world.run("runs", "delete", runs.get(0), "--data", data).exit()).isZero();

    assertThat(place.runs()).containsExactly(runs.get(1));
    assertThat(world.run(words("privacy prune --older-than 0d --yes --data", data)).exit())
        .isZero();
    assertThat(place.runs()).isEmpty();
  }

  @Test
  void a_fleet_that_is_worked_is_not_worked_by_a_second_process() {
    world.site("A").people("A", 1);
    world.files();

    try (var held = DataFolder.lock(world.data().resolve("fleets/fleet"), "fleet-import")) {
      assertThat(world.importing().exit()).isEqualTo(4);
    }
    assertThat(world.server("A").calls()).isEmpty();
  }

  /** Practice servers are all of the same company: within a fleet that is no mistake. */
  @Test
  void all_sites_may_keep_their_ledgers_in_one_database() throws IOException {
    SharedDatabase at = Postgres.database();
    world.site("A").site("B").people("A", 3).people("B", 3);
    world.files();

    Told told = world.importing(Postgres.options(at, folder).toArray(String[]::new));

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(world.there("A")).hasSize(3);
    assertThat(world.there("B")).hasSize(3);
    assertThat(world.data().resolve("sites/A/db")).doesNotExist();
    world.site("C").people("C", 1); // for it nobody has said where its ledger is
    world.files();
    assertThat(world.importing().exit()).isZero();
    assertThat(world.there("C")).hasSize(1);
    assertThat(world.data().resolve("sites/C/db")).doesNotExist();
    assertThat(world.importing("--database", at.url()).exit()).isEqualTo(2);
  }

  /** Each site that is worked has a pool of its own. */
  @Test
  void so_many_sites_at_a_time_need_connections_for_all_of_them() throws IOException {
    SharedDatabase at = Postgres.database();
    for (int n = 1; n <= 34; n++) {
      world.deadSite("D" + n).people("D" + n, 1);
    }
    world.files("parallel: 40");

    Told told = world.importing(Postgres.options(at, folder).toArray(String[]::new));

    assertThat(told.exit()).as(told.err()).isEqualTo(2);
    assertThat(told.err()).contains("connections", "306");
    assertThat(world.report()).doesNotExist();
  }
}
