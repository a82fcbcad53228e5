package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.sandbox.fault.FaultRule;
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

  private Told fleet(String command, String... more) {
    List<String> args =
        new ArrayList<>(List.of("fleet", command, folder.resolve("fleet.yml").toString()));
    args.addAll(List.of(more));
    return world.run(args.toArray(String[]::new));
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
    Told retried = fleet("retry", "--only", "unreachable", "--report", world.report().toString());
    assertThat(retried.exit()).isEqualTo(4); // none of its sites ended
    assertThat(world.document().path("sites")).hasSize(2);
    assertThat(fleet("retry", run, "--only", "A").exit()).isZero();
    assertThat(fleet("retry", "--only", "failed").exit()).isEqualTo(2);
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
