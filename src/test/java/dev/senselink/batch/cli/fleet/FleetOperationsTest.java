package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.fleet.state.SiteState.Phase;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What else a fleet does at its sites: each by the command that the site has alone. */
class FleetOperationsTest {
  private static final Duration WAIT = Duration.ofMinutes(1);

  @TempDir Path folder;
  private FleetWorld world;
  private List<String> earlier = List.of();
  private List<String> later = List.of();

  @BeforeEach
  void open() {
    world = new FleetWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void an_undo_takes_back_at_each_site_what_its_run_did() {
    world.two();
    world.importing();
    died("A"); // as far as the fleet knows
    assertThat(world.fleet("undo").exit()).isEqualTo(2); // nobody is there to be asked

    Told told = world.fleet("undo", "--yes", "--report", world.report().toString());

    assertThat(told.exit()).as(told.err() + told.out()).isZero();
    assertThat(world.there("A")).isEmpty();
    assertThat(world.there("B")).isEmpty();
    assertThat(world.results()).hasSize(5).allMatch(row -> row.get("outcome").equals("REMOVED"));
    assertThat(world.document().path("job").asString("")).isEqualTo("undo");
    assertThat(world.importing().exit()).isZero(); // a new run: the old one is past
    assertThat(world.there("A")).hasSize(3);
  }

  /** Two of four rows are sent by one run of the fleet, and the rest by the next. */
  private String goneOnByAnother() {
    world.site("A").people("A", 4).files();
    FaultRule refusing = FaultRule.on("createUser").before().apiCode(10002).fromCall(3).build();
    world.server("A").script(refusing);
    assertThat(world.importing().exit()).isEqualTo(4);
    earlier = world.there("A");
    assertThat(earlier).hasSize(2);
    String first = new FleetPlace(world.data(), "fleet").last().orElseThrow().id();
    world.fleet("cancel");
    world.server("A").clearFaults();
    assertThat(world.importing().exit()).isZero();
    assertThat(world.there("A")).hasSize(4);
    later = new ArrayList<>(world.there("A"));
    later.removeAll(earlier);
    return first;
  }

  @Test
  void l4_an_undo_takes_back_what_the_fleets_own_run_has_sent_and_nothing_of_a_later_one() {
    String first = goneOnByAnother();

    Told told = world.fleet("undo", first, "--yes");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(world.there("A")).isEqualTo(later);
    Told second = world.fleet("undo", "--yes");
    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(world.there("A")).isEmpty();
  }

  @Test
  void l4_an_undo_of_the_later_run_leaves_what_the_earlier_one_has_sent() {
    goneOnByAnother();

    Told told = world.fleet("undo", "--yes");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(world.there("A")).isEqualTo(earlier);
  }

  @Test
  void l4_a_run_that_was_killed_at_a_site_is_known_though_a_later_one_has_gone_on_there() {
    String first = goneOnByAnother();
    killed(first);

    Told told = world.fleet("undo", first, "--yes");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(world.there("A")).isEqualTo(later);
  }

  /** It could not note how its site ended. */
  private void killed(String run) {
    Path journal = new FleetPlace(world.data(), "fleet").run(run).resolve(FleetJournal.FILE);
    try {
      List<String> lines =
          Files.readAllLines(journal).stream()
              .filter(
                  line -> Stream.of("runId", "stopped", "over").noneMatch(one -> has(line, one)))
              .toList();
      Files.write(journal, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean has(String line, String key) {
    return line.contains("\"" + key + "\":");
  }

  @Test
  void l4_whom_another_list_of_a_later_run_names_stays() {
    world.site("A").people("A", 2).files();
    assertThat(world.importing().exit()).isZero();
    String first = new FleetPlace(world.data(), "fleet").last().orElseThrow().id();
    world.row("A", "A-3").files();
    assertThat(world.importing().exit()).isZero();

    Told told = world.fleet("undo", first, "--yes");

    assertThat(told.exit()).as(told.err()).isEqualTo(3);
    assertThat(world.there("A")).hasSize(3);
    assertThat(world.fleet("undo", first, "--yes", "--also-named-later=true").exit()).isZero();
    assertThat(world.there("A")).containsExactly("A-3");
  }

  /** Two of four rows were sent when the fleet was killed; gives back its run. */
  private String killedHalfway() {
    world.site("A").people("A", 4).files("site-tries: 1");
    FaultRule refusing = FaultRule.on("createUser").before().apiCode(10002).fromCall(3).build();
    world.server("A").script(refusing);
    assertThat(world.importing().exit()).isEqualTo(4);
    assertThat(world.there("A")).hasSize(2);
    String run = new FleetPlace(world.data(), "fleet").last().orElseThrow().id();
    killed(run);
    return run;
  }

  private JsonNode status() {
    return JsonMapper.shared().readTree(world.fleet("status", "--json").out());
  }

  @Test
  void l25_what_a_killed_fleet_has_created_is_known_after_a_cancel() {
    killedHalfway();

    Told told = world.fleet("cancel");

    assertThat(told.exit()).as(told.err() + told.out()).isZero();
    assertThat(status().path("created").asInt()).isEqualTo(2);
    assertThat(status().path("unknown").asInt()).isZero();
  }

  @Test
  void l25_what_a_killed_fleet_has_created_is_known_where_its_site_has_no_turn_again() {
    String run = killedHalfway();
    world.server("A").script(FaultRule.on("*").before().reset().build());

    Told told = world.importing();

    assertThat(told.exit()).as(told.err()).isEqualTo(4);
    assertThat(world.document().path("fleetRun").asString("")).isEqualTo(run);
    assertThat(world.document().path("created").asInt()).isEqualTo(2);
    assertThat(world.results())
        .extracting(row -> row.get("outcome"))
        .filteredOn("CREATED"::equals)
        .hasSize(2);
  }

  @Test
  void l25_what_no_ledger_tells_is_unknown_and_no_row_is_called_not_attempted() throws IOException {
    String run = killedHalfway();
    Files.delete(world.data().resolve("sites/A/runs.json"));

    assertThat(status().path("unknown").asInt()).isEqualTo(4);
    assertThat(status().path("notAttempted").asInt()).isZero();
    assertThat(world.fleet("status").out()).contains("not known");
    Told told = world.fleet("cancel");

    assertThat(told.exit()).as(told.err() + told.out()).isEqualTo(3);
    assertThat(told.out()).contains(run, "4 rows", "site A");
    assertThat(status().path("unknown").asInt()).isEqualTo(4);
    assertThat(status().path("notAttempted").asInt()).isZero();
  }

  /** The fleet was killed while it worked on a site. */
  private void died(String site) {
    FleetPlace place = new FleetPlace(world.data(), "fleet");
    FleetJournal.Content run = place.last().orElseThrow();
    FleetJournal.open(Machine.real(), place.run(run.id()), run.report())
        .note(SiteState.waiting(site).in(Phase.RUNNING));
  }

  @Test
  void an_undo_of_one_site_leaves_the_others_alone_and_takes_the_options_of_the_single_one()
      throws IOException {
    world.two();
    world.importing();

    died("B");
    Files.delete(world.data().resolve("sites/B/runs.json"));
    assertThat(world.fleet("undo", "--yes").err()).contains("not known: B.", "--except");
    Told few = world.fleet("undo", "--site", "A", "--yes", "--max-delete=2");
    assertThat(few.exit()).as(few.err()).isEqualTo(2);
    Told told = world.fleet("undo", "--site", "A", "--yes");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(world.there("A")).isEmpty();
    assertThat(world.there("B")).hasSize(2);
    assertThat(world.fleet("undo", "--yes", "--max-delte=3").err()).contains("--max-delete");
  }

  @Test
  void l28_an_undo_that_would_delete_too_many_at_all_sites_together_deletes_nobody() {
    world.two();
    world.importing();

    Told few = world.fleet("undo", "--yes", "--max-delete=4");

    assertThat(few.exit()).as(few.err()).isEqualTo(2);
    assertThat(few.err()).contains("up to 5 people", "add --max-delete 5");
    assertThat(world.there("A")).hasSize(3);
    assertThat(world.there("B")).hasSize(2);
    Told others = world.fleet("undo", "--yes", "--max-delete=4", "--only=updated");
    assertThat(others.exit()).as("it deletes nobody: " + others.err()).isZero();
    assertThat(world.fleet("undo", "--site=B", "--yes", "--max-delete=2").exit()).isZero();
    assertThat(world.there("B")).isEmpty();
    assertThat(world.fleet("undo", "--yes", "--max-delete=5").exit()).isZero();
    assertThat(world.there("A")).isEmpty();
  }

  @Test
  void plans_of_all_sites_are_written_and_nothing_is_done_until_they_are_applied()
      throws IOException {
    world.two();
    Path plans = folder.resolve("plans");

    Told planned = world.importing("--plan", plans.toString());

    assertThat(planned.exit()).as(planned.err() + planned.out()).isZero();
    assertThat(plans.resolve("A.plan")).exists();
    assertThat(plans.resolve("B.plan")).exists();
    assertThat(world.server("A").commits()).isEmpty();
    assertThat(world.results()).hasSize(5);
    assertThat(world.fleet("apply", plans.toString()).exit()).isEqualTo(2);
    Told applied =
        world.fleet("apply", plans.toString(), "--yes", "--report", world.report().toString());
    assertThat(applied.exit()).as(applied.err() + applied.out()).isZero();
    assertThat(world.there("A")).hasSize(3);
    assertThat(world.there("B")).hasSize(2);
    assertThat(world.results())
        .extracting(row -> row.get("site") + " " + row.get("line") + " " + row.get("outcome"))
        .contains("A 2 CREATED", "B 5 CREATED")
        .hasSize(5);
  }

  /** The plans say nothing of the words that made them; the fleet's run of them does. */
  @Test
  void the_report_of_a_site_whose_plan_was_carried_out_says_what_carries_it_out_and_plans_again()
      throws IOException {
    world.two();
    Path fleet = world.files();
    Files.writeString(
        folder.resolve("staff.csv"), "name,site,jobNumber\nAna,A,A-1\n,B,\nBo,B,B-1\n");
    Path plans = folder.resolve("plans");
    world.importing("--plan", plans.toString(), "--on-existing=update");
    world.server("B").script(FaultRule.on("createUser").before().apiCode(10002).build());

    Told told =
        world.fleet(
            "apply",
            plans.toString(),
            "--yes",
            "--site=B",
            "--tries=2",
            "--report",
            world.report().toString());

    assertThat(told.exit()).as(told.err()).isEqualTo(4);
    String page = Shell.plain(world.report().resolve("sites/B/report.html")).replace("&#x3D;", "=");
    assertThat(page)
        .contains(
            ">senselink fleet apply %s %s --yes --tries=2 --site=B<".formatted(fleet, plans),
            ">senselink fleet import %s --on-existing=update --plan %s<".formatted(fleet, plans));
  }

  @Test
  void plans_of_other_rows_are_refused_before_anything_is_done() throws IOException {
    world.two();
    Path plans = folder.resolve("plans");
    world.importing("--plan", plans.toString());
    world.row("B", "B-3");
    world.files();

    Told told = world.fleet("apply", plans.toString(), "--yes");

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("site B", "make the plans again");
    assertThat(world.server("A").commits()).isEmpty();
    Files.delete(plans.resolve("lists.json"));
    assertThat(world.fleet("apply", plans.toString(), "--yes").err())
        .contains("lists.json is missing");
    assertThat(world.fleet("apply", folder.resolve("none").toString(), "--yes").exit())
        .isEqualTo(2);
  }

  @Test
  void each_site_has_a_backup_of_its_own() {
    world.two();
    world.importing();

    Told told = world.fleet("export", folder.resolve("backups").toString(), "--no-photos");

    assertThat(told.exit()).as(told.err() + told.out()).isZero();
    assertThat(folder.resolve("backups/A/manifest.json")).exists();
    assertThat(folder.resolve("backups/B/manifest.json")).exists();
    Told report =
        world.fleet("report", "A", "--insecure", "--report", folder.resolve("again").toString());
    assertThat(report.exit()).as(report.err()).isZero(); // of its import, whatever came since
    assertThat(folder.resolve("again/A/results.csv")).exists();
    assertThat(world.fleet("status", "--json").out())
        .contains("\"state\" : \"over\"", "finishedAt", "exitCode");
    assertThat(world.fleet("export").exit()).isEqualTo(2);
    assertThat(world.fleet("export", "--encrypt-to-zip=all.zip").err()).contains("{site}");
  }

  @Test
  void a_doctor_looks_at_each_site_and_tells_what_is_amiss() throws IOException {
    world.site("A").deadSite("D").people("A", 1);
    world.files();

    Told told = world.fleet("doctor", "--report", world.report().toString());

    assertThat(told.exit()).as(told.err() + told.out()).isEqualTo(3);
    assertThat(told.err()).contains("site A: exit 0").containsPattern("site D: exit 3: .+");
    assertThat(world.state("A")).isEqualTo("ENDED 0");
    assertThat(told.out()).contains("2 sites: 1 well, 1 to look at", "0 without rows");
    assertThat(world.fleet("status").out()).contains("complete");
    Path other = Files.createDirectories(folder.resolve("other")).resolve("fleet.yml");
    Files.copy(folder.resolve("fleet.yml"), other);
    Told foreign = world.run("fleet", "status", other.toString());
    assertThat(foreign.exit()).isEqualTo(2);
    assertThat(foreign.err()).contains("belongs to " + folder.resolve("fleet.yml"));
  }

  @Test
  void decisions_are_carried_out_at_the_sites_that_have_conflicts() throws IOException {
    world.two();
    world.importing();
    assertThat(world.fleet("resolve").exit()).isEqualTo(2); // no site has any
    world.row("A", "A-4");
    world.files();
    // Somebody else has the number there.
    world
        .server("A")
        .addPerson(1, Map.of("name", "Other", "jobNumber", "A-4", "groups", "1"), null);
    assertThat(world.importing().exit()).isEqualTo(3);
    Path conflicts = world.report().resolve("sites/A/conflicts.csv");
    Files.delete(conflicts.resolveSibling("conflicts.xlsx"));
    Files.writeString(
        conflicts, Files.readString(conflicts).replaceFirst("(?m),(\"?)\\r?\\n\\z", ",skip\r\n"));

    Told told = world.fleet("resolve");

    assertThat(told.exit()).as(told.err() + told.out()).isZero();
    assertThat(told.err()).contains("site A: exit 0, 1 row").doesNotContain("site B:");
  }

  @Test
  void what_is_kept_of_a_fleet_is_no_older_than_what_is_kept_of_its_sites() throws IOException {
    world.two();
    world.importing();
    FleetPlace place = new FleetPlace(world.data(), "fleet");
    String first = place.runs().get(0);
    Path journal = place.run(first).resolve("journal.jsonl");
    Files.writeString(
        journal, Files.readString(journal).replaceFirst("\"begun\":\"20..", "\"begun\":\"2001"));

    Told told = world.importing("--retention", "30d");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.err()).contains("retention: erased 1 run");
    assertThat(place.runs()).hasSize(1).doesNotContain(first);
    assertThat(world.importing("--retention", "1m").exit()).isEqualTo(2);
  }

  @Test
  void a_run_that_is_not_over_can_be_cancelled_and_one_that_is_not_at_work_not_paused() {
    world.deadSite("D").site("A").people("D", 1).people("A", 1);
    world.files("site-tries: 1", "first: D");
    assertThat(world.importing().exit()).isEqualTo(4);
    String first = world.document().path("fleetRun").asString("");
    assertThat(world.fleet("status", "--json").out())
        .contains("\"state\" : \"stopped\"")
        .doesNotContain("finishedAt");
    assertThat(world.fleet("pause").exit()).isEqualTo(2);
    assertThat(world.fleet("resume").exit()).isEqualTo(2);

    Told told = world.fleet("cancel");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(world.fleet("status").out()).contains("cancelled");
    assertThat(world.fleet("cancel").exit()).isEqualTo(2);
    world.importing();
    assertThat(world.document().path("fleetRun").asString("")).isNotEqualTo(first);
  }

  private static boolean isWaiting(FleetPlace place) {
    FleetJournal.Content run = place.last().orElseThrow();
    SiteState first = run.sites().get("A");
    return first != null && first.phase() == Phase.WAITING && first.code() >= 0;
  }

  @Test
  void a_fleet_that_is_paused_from_beside_begins_nothing_until_it_is_resumed() throws Exception {
    world.site("A").site("B").people("A", 30).people("B", 30);
    world.files("first: A", "concurrency: 1");
    FleetPlace place = new FleetPlace(world.data(), "fleet");
    world
        .server("A")
        .script(FaultRule.on("createUser").before().delay(Duration.ofMillis(50)).build());
    List<Told> told = new ArrayList<>();
    Thread importing = new Thread(() -> told.add(world.importing()));
    importing.start();
    assertThat(Until.within(WAIT, () -> world.there("A").size() > 2)).isTrue();

    assertThat(world.fleet("pause").exit()).isZero();

    assertThat(Until.within(WAIT, () -> isWaiting(place))).isTrue();
    assertThat(world.fleet("status").out()).contains("paused");
    int there = world.there("A").size();
    assertThat(there).isLessThan(30);
    assertThat(world.fleet("resume").exit()).isZero();
    importing.join();
    assertThat(told.get(0).exit()).as(told.get(0).err()).isZero();
    assertThat(world.there("A")).hasSize(30);
    assertThat(world.there("B")).hasSize(30);
  }
}
