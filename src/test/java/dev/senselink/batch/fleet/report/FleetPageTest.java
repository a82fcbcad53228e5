package dev.senselink.batch.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the page of a fleet leads. */
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
