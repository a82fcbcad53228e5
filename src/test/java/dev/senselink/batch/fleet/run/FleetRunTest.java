package dev.senselink.batch.fleet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fleet.FleetRules;
import dev.senselink.batch.fleet.FleetRules.SiteLimit;
import dev.senselink.batch.fleet.WorkWindow;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.SiteState.Phase;
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
    assertThat(end.stopped()).contains("1 of 4 sites did not pass");
    assertThat(end.over()).isTrue();
    assertThat(scene.place().last().orElseThrow().over()).isNotNull();
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
}
