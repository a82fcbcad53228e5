package dev.senselink.batch.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the page of a fleet names first, and where it leads. */
class FleetPageTest {
  private static final Instant NOW = Instant.parse("2026-03-02T20:00:00Z");

  @TempDir Path folder;

  private String page(Path report, List<Path> earlier) {
    SiteState site =
        SiteState.waiting("A")
            .ended(SiteState.Phase.ENDED, new SiteEnd(3, false, Map.of("runId", "R1"), ""));
    return FleetPage.of(
        new FleetEnd(
            "F1", "fleet", "import-users", report, NOW, NOW, 0, "", true, Map.of("A", site)),
        earlier);
  }

  /** A page of thousands of sites is not read to its end. */
  @Test
  void sites_to_look_at_stand_before_all_and_no_others_do() {
    Map<String, SiteState> sites = new LinkedHashMap<>();
    sites.put("well", ended("well", SiteState.Phase.ENDED, 0));
    sites.put("rejected", ended("rejected", SiteState.Phase.ENDED, 3));
    sites.put("halted", ended("halted", SiteState.Phase.STOPPED, 4));

    String page =
        FleetPage.of(
            new FleetEnd("F1", "fleet", "import-users", folder, NOW, NOW, 0, "", true, sites),
            List.of());

    assertThat(page)
        .contains("some need attention", "Sites that need attention: 2", "All sites: 3");
    String first =
        page.substring(page.indexOf("Sites that need attention: 2"), page.indexOf("All sites: 3"));
    assertThat(first).contains(">rejected<", ">halted<").doesNotContain(">well<");
  }

  private static SiteState ended(String site, SiteState.Phase phase, int code) {
    return SiteState.waiting(site).ended(phase, new SiteEnd(code, false, Map.of(), ""));
  }

  @Test
  void it_leads_to_a_site_that_ended_while_the_report_was_to_go_elsewhere() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Path there = Files.createDirectories(first.resolve("sites/A")).resolve("report.html");
    Files.createFile(there);

    assertThat(page(second, List.of(first, second))).contains("href=\"" + there.toUri() + "\"");

    Files.createFile(Files.createDirectories(second.resolve("sites/A")).resolve("report.html"));
    assertThat(page(second, List.of(first, second))).contains("href=\"sites/A/report.html\"");
  }
}
