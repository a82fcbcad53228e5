package dev.senselink.batch.fleet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetRules;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.WorkWindow;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState.Phase;
import dev.senselink.batch.job.ReportPlace;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is worked at a site is what was read of it. */
class RosterTaskTest {
  @TempDir Path folder;
  private final List<String> worked = new ArrayList<>();

  private static FleetSite site(String name) {
    return new FleetSite(name, 1, name, Map.of(), Set.of(), WorkWindow.ALWAYS, ZoneOffset.UTC);
  }

  private FleetEnd run(SiteRunner runner) {
    List<FleetSite> sites = List.of(site("A"), site("B"));
    String roster = folder.resolve("{site}.csv").toString();
    FleetRules rules =
        new FleetRules(1, List.of("A"), List.of(100.0), FleetRules.STANDARD.mostFailed(), 1, 0);
    return new FleetJob(
            new FleetDefinition(
                folder.resolve("fleet.yml"),
                "import-users",
                roster,
                Map.of(),
                Map.of(),
                rules,
                sites,
                sites,
                null),
            new FleetSettings(
                "fleet-import",
                ReportPlace.of(folder.resolve("report")),
                List.of(),
                SiteAgain.NONE,
                false),
            new FleetPlace(folder.resolve("data"), "fleet"),
            runner,
            Machine.real(),
            new StopSwitch(),
            line -> {})
        .run(RosterSettings.of(RosterKind.USERS));
  }

  private void list(String site, String name) {
    try {
      Files.writeString(folder.resolve(site + ".csv"), "name,jobNumber\n" + name + ",1\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_list_that_has_changed_since_it_was_read_is_not_worked() {
    list("A", "Ana");
    list("B", "Bo");

    FleetEnd end =
        run(
            (order, watcher) -> {
              worked.add(order.site());
              list("B", "Cy");
              return new SiteEnd(0, false, Map.of("rows", "1"), "");
            });

    assertThat(worked).containsExactly("A");
    assertThat(end.sites().get("B").phase()).isEqualTo(Phase.STOPPED);
    assertThat(end.sites().get("B").why()).contains("B.csv", "has changed");
    assertThat(end.exitCode()).isEqualTo(3);
  }

  @Test
  void a_list_that_is_as_it_was_is_worked() {
    list("A", "Ana");
    list("B", "Bo");

    FleetEnd end =
        run(
            (order, watcher) -> {
              worked.add(order.site());
              return new SiteEnd(0, false, Map.of("rows", "1"), "");
            });

    assertThat(worked).containsExactly("A", "B");
    assertThat(end.exitCode()).isZero();
  }

  /** Something was sent by then: that a list went is no reason to keep silent about it. */
  @Test
  void a_list_that_is_gone_by_the_end_costs_nobody_the_report() throws IOException {
    list("A", "Ana");
    list("B", "Bo");

    FleetEnd end =
        run(
            (order, watcher) -> {
              try {
                Files.delete(folder.resolve("B.csv"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return new SiteEnd(0, false, Map.of("rows", "1"), "");
            });

    assertThat(end.exitCode()).isEqualTo(3);
    assertThat(Files.readString(folder.resolve("report/results.csv")))
        .contains("B,,,,NOT_ATTEMPTED")
        .contains("has changed");
  }
}
