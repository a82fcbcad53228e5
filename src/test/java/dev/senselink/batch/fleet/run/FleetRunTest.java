package dev.senselink.batch.fleet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fleet.FleetRules;
import dev.senselink.batch.fleet.FleetRules.SiteLimit;
import dev.senselink.batch.fleet.WorkWindow;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.SiteState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which sites have their turn, when, and what stops a fleet for good. */
@Timeout(60)
class FleetRunTest {
  @TempDir Path folder;

  private static FleetRules rules(int parallel, SiteLimit mostFailed, String... first) {
    return new FleetRules(parallel, List.of(first), List.of(100.0), mostFailed, 1, 0);
  }

  private static SiteLimit none() {
    return new SiteLimit(0, false, 0);
  }

  /** A window that opened on another day, whatever day it is. */
  private static WorkWindow closed() {
    int day = Instant.now().atZone(ZoneOffset.UTC).getDayOfWeek().plus(3).getValue();
    String name = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su").get(day - 1);
    return WorkWindow.of(name + " 10:00-11:00");
  }

  /** Two that fail side by side: the second one must not take the first one's word away. */
  @Test
  void a_fleet_that_its_own_rule_has_stopped_is_over_whoever_fails_while_it_stops() {
    FleetScene scene = new FleetScene(folder).site("A", 1).site("B", 1).site("C", 1).site("D", 1);
    CyclicBarrier both = new CyclicBarrier(2);

    FleetEnd end =
        scene.imports(
            rules(2, none(), "A"),
            (order, watcher) -> {
              if (order.site().equals("A")) {
                return FleetScene.ends(0, 1);
              }
              try {
                both.await();
              } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
              }
              return FleetScene.ends(2, 1);
            });

    assertThat(end.count(Phase.STOPPED)).isEqualTo(2);
    assertThat(end.sites().get("D").phase()).isEqualTo(Phase.WAITING);
    assertThat(end.stopped()).containsPattern("[12] of 4 sites did not pass"); // both at once
    assertThat(end.over()).isTrue();
    assertThat(scene.place().last().orElseThrow().over()).isNotNull();
  }

  /** By their ids it is told which one a command goes on with. */
  @Test
  void a_run_is_the_last_one_also_where_the_one_before_began_in_the_same_second() {
    FleetScene scene = new FleetScene(folder).site("A", 1);
    for (int n = 0; n < 8; n++) {
      FleetEnd end = scene.imports(rules(1, none()), (order, watcher) -> FleetScene.ends(0, 1));

      assertThat(scene.place().runs()).first().isEqualTo(end.id());
    }
  }

  /** Nobody is disturbed by a look. */
  @Test
  void what_changes_nothing_waits_for_no_window() {
    FleetScene scene = new FleetScene(folder).site("A", 0, closed());

    FleetEnd end =
        scene.does(
            rules(1, none()),
            (order, watcher) -> FleetScene.ends(0, 0),
            scene.errand("doctor", false));

    assertThat(end.exitCode()).isZero();
    assertThat(scene.worked).containsExactly("A");
  }

  private static FleetRules standard(String... first) {
    return rules(1, FleetRules.STANDARD.mostFailed(), first);
  }

  /** Nobody knows how many rows there are to decide about: that is no reason to do all at once. */
  @Test
  void one_site_comes_first_where_nobody_knows_how_many_rows_each_has() {
    FleetScene scene = new FleetScene(folder).site("A", 0).site("B", 0).site("C", 0).site("D", 0);
    SiteErrand errand = scene.errand("resolve", true);

    FleetEnd end = scene.does(rules(4, none()), (order, at) -> FleetScene.ends(2, 0), errand);

    assertThat(scene.worked).containsExactly("A");
    assertThat(end.stopped()).contains("did not pass");
    scene.worked.clear();
    scene.does(rules(4, none(), "C"), (order, at) -> FleetScene.ends(0, 0), errand);
    assertThat(scene.worked).startsWith("C").hasSize(4);
  }

  /** Nobody is asked to try an import again where something was undone. */
  @Test
  void whoever_undoes_is_not_told_to_import_again() throws IOException {
    FleetScene scene = new FleetScene(folder).site("A", 0);

    scene.does(standard(), (order, at) -> FleetScene.ends(2, 0), scene.errand("undo", true));

    assertThat(Files.readString(folder.resolve("report/report.html")))
        .contains("run the same command again")
        .doesNotContain("fleet retry");
  }

  @Test
  void a_dead_branch_does_not_stop_a_fleet_of_small_sites() {
    FleetScene scene = new FleetScene(folder).site("A", 25).site("B", 5).site("C", 3).site("D", 2);

    FleetEnd end =
        scene.imports(
            standard(),
            (order, at) ->
                order.site().equals("A") ? FleetScene.unreachable() : FleetScene.ends(0, 1));

    assertThat(scene.worked).startsWith("A", "B").contains("C", "D");
    assertThat(end.exitCode()).isEqualTo(3);
  }

  /** Of a hundred branches five have rows: of those too many fail. */
  @Test
  void sites_without_rows_are_no_share_of_those_that_may_fail() {
    FleetScene scene = new FleetScene(folder);
    for (int n = 0; n < 120; n++) {
      scene.site("N" + n, 0);
    }
    for (String name : List.of("A", "B", "C", "D", "E", "F")) {
      scene.site(name, 1);
    }

    FleetEnd end =
        scene.imports(
            standard("A"), (order, at) -> FleetScene.ends(order.site().equals("A") ? 0 : 2, 1));

    assertThat(end.stopped()).contains("4 of 6 sites did not pass");
    assertThat(scene.worked).hasSize(5);
  }

  @Test
  void a_fleet_of_which_no_site_ended_says_so_whichever_have_no_rows() {
    FleetScene scene = new FleetScene(folder).site("A", 1).site("B", 0);

    FleetEnd end = scene.imports(standard(), (order, at) -> FleetScene.unreachable());

    assertThat(end.exitCode()).isEqualTo(4);
  }
}
