package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order the sites of a fleet are worked, and what stops it. */
class FleetWavesTest {
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

  @Test
  void a_canary_that_fails_stops_the_fleet_before_the_others() {
    world.site("A").site("B").site("C").people("A", 30).people("B", 20).people("C", 3);
    world.files();
    world.server("B").script(FaultRule.on("createUser").before().apiCode(30001).build());

    Told told = world.importing();

    assertThat(told.exit()).as(told.err()).isEqualTo(4);
    assertThat(told.out()).contains("site B comes first and did not pass");
    assertThat(world.server("A").calls()).isEmpty();
    assertThat(world.server("C").calls()).isEmpty();
    assertThat(world.state("A")).isEqualTo("WAITING");
    world.server("B").clearFaults();
    assertThat(world.importing("--first", "C").exit()).isNotEqualTo(4);
    assertThat(world.there("A")).hasSize(30);
  }

  /** What it ended by is mended: the same command begins anew, on the same rows. */
  @Test
  void a_fleet_that_its_canary_has_stopped_is_not_stopped_for_ever() {
    world.site("A").site("B").people("A", 30).people("B", 20);
    world.files();
    world.server("B").script(FaultRule.on("createUser").before().apiCode(30001).times(10).build());
    assertThat(world.importing().exit()).isEqualTo(4);
    String first = world.document().path("fleetRun").asString("");
    assertThat(world.fleet("status").out()).contains("begins a new run");
    world.server("B").clearFaults();

    Told told = world.importing();

    assertThat(told.exit()).as(told.err() + world.results()).isZero();
    assertThat(world.document().path("fleetRun").asString("")).isNotEqualTo(first);
    assertThat(world.there("B")).hasSize(20);
    assertThat(world.there("A")).hasSize(30);
  }

  /** Nobody answers for D, so that the fleet stops and is not over. */
  private String unfinished() {
    world.site("A").deadSite("D").site("B").people("A", 2).people("B", 3).people("D", 1);
    world.files("site-tries: 1", "first: D");
    assertThat(world.importing().exit()).isEqualTo(4);
    return world.document().path("fleetRun").asString("");
  }

  @Test
  void a_retry_in_between_does_not_lose_the_run_that_is_not_over() {
    String first = unfinished();
    assertThat(world.fleet("retry", "--only", "A").exit()).isZero();

    world.importing();

    assertThat(world.document().path("fleetRun").asString("")).isEqualTo(first);
  }

  /** As one was written before it said how many rows each site has. */
  @Test
  void rows_are_counted_in_a_run_whose_journal_does_not_say_how_many_they_are() throws IOException {
    String first = unfinished();
    Path journal = new FleetPlace(world.data(), "fleet").run(first).resolve(FleetJournal.FILE);
    String old =
        Files.readString(journal)
            .replaceAll(",\"counts\":\\{[^}]*}", "")
            .replaceAll("\"summary\":\\{[^}]*}", "\"summary\":{}");
    Files.writeString(journal, old);

    world.importing("--first", "D");

    assertThat(old).doesNotContain("counts", "notAttempted");
    assertThat(world.document().path("rows").asInt()).isEqualTo(6);
  }

  @Test
  void a_list_of_sites_in_another_order_does_not_lose_the_run_that_is_not_over()
      throws IOException {
    String first = unfinished();
    Path sites = folder.resolve("sites.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(sites));
    lines.add(lines.remove(1));
    Files.write(sites, lines);

    world.importing();

    assertThat(world.document().path("fleetRun").asString("")).isEqualTo(first);
  }

  /** What A's rows were then is past: nobody goes on with that. */
  @Test
  void a_run_that_is_not_over_is_past_once_a_site_of_it_had_other_rows() {
    String first = unfinished();
    world.row("A", "A-3");
    world.files("site-tries: 1", "first: D");
    assertThat(world.importing("--site", "A").exit()).isZero();
    world.otherRows();
    world.people("A", 2).people("B", 3).people("D", 1);
    world.files("site-tries: 1", "first: D");

    world.importing();

    assertThat(world.document().path("fleetRun").asString("")).isNotEqualTo(first);
  }

  @Test
  void a_retry_is_made_as_the_run_was() throws IOException {
    world.site("A").site("B").people("A", 1);
    world.files();
    Files.createDirectories(folder.resolve("rosters"));
    Files.writeString(folder.resolve("rosters/A.csv"), "name,jobNumber\nAna,1\n");
    Files.writeString(folder.resolve("rosters/B.csv"), "name,jobNumber\nBo,2\nCy,3\n");
    world.importing(
        "--roster=" + folder.resolve("rosters") + "/{site}.csv", "--on-existing=update");

    Told told = world.fleet("retry", "--only", "B", "--report", world.report().toString());

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(world.results())
        .extracting(row -> row.get("key") + " " + row.get("outcome"))
        .containsExactly("2 UNCHANGED", "3 UNCHANGED");
  }

  @Test
  void a_canary_without_an_answer_is_followed_by_the_next() {
    world.deadSite("D").site("A").people("D", 20).people("A", 21);
    world.files("site-tries: 2");

    Told told = world.importing();

    assertThat(told.exit()).as(told.err()).isEqualTo(3);
    assertThat(told.err()).contains("site D: no answer (try 2)");
    assertThat(world.state("D")).isEqualTo("UNREACHABLE 4");
    assertThat(world.there("A")).hasSize(21);
    assertThat(world.results().stream().filter(row -> row.get("site").equals("D")))
        .hasSize(20)
        .allMatch(row -> row.get("outcome").equals("NOT_ATTEMPTED"));
  }

  @Test
  void dead_branches_do_not_stop_a_fleet_and_are_tried_again_alone() {
    world.site("A").deadSite("D").deadSite("E").site("B");
    world.people("A", 2).people("B", 2).people("D", 1).people("E", 1);
    world.files("site-tries: 1", "max-failed-sites: 0", "first: A");

    Told told = world.importing();

    assertThat(told.exit()).as(told.err()).isEqualTo(3);
    assertThat(world.there("B")).hasSize(2);
    String run = world.document().path("fleetRun").asString("");
    Told retried =
        world.fleet("retry", "--only", "unreachable", "--report", world.report().toString());
    assertThat(retried.exit()).isEqualTo(4); // none of its sites ended
    assertThat(world.document().path("sites")).hasSize(2);
    assertThat(world.fleet("retry", run, "--only", "A").exit()).isZero();
    assertThat(world.fleet("retry", "--only", "failed").exit()).isEqualTo(2);
    assertThat(world.fleet("retry", "--only", "faild").err()).contains("did you mean failed");
  }

  @Test
  void too_many_sites_that_did_not_pass_stop_a_wave() {
    world.site("A").site("B").site("C").site("D");
    world.people("A", 2).people("B", 2).people("C", 2).people("D", 2);
    world.files("first: A", "max-failed-sites: 0", "parallel: 1");
    world.server("B").script(FaultRule.on("createUser").before().apiCode(30001).build());

    Told told = world.importing();

    assertThat(told.exit()).as(told.err()).isEqualTo(4);
    assertThat(told.out()).contains("1 of 4 sites did not pass");
    assertThat(world.state("C")).isEqualTo("WAITING");
    assertThat(world.server("C").calls()).isEmpty();
  }

  /** Of two sites one is more than five in a hundred. */
  @Test
  void brakes_at_too_many_sites_leave_all_further_leavers_alone() {
    String[] list = {"list: staff", "new-list: true", "leavers: revoke", "yes: true"};
    world.site("A").site("B").people("A", 40).people("B", 10);
    world.files(list);
    world.importing();
    world.otherRows();
    world.people("A", 10).people("B", 9); // A has shrunk by more than may be
    world.files(list);

    world.importing("--first", "A,B", "--parallel", "1");

    assertThat(world.document().path("sites").get(0).path("leaversBrake").asString(""))
        .isEqualTo("LIST_SHRANK");
    assertThat(Shell.rows(world.report().resolve("sites/B/leavers.csv")))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("code", "FLEET_BRAKE"));
  }
}
