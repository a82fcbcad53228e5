package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.NeedsBrowser;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.fleet.state.SiteState.Phase;
import dev.senselink.batch.ledger.store.DataFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a fleet, as a browser shows it. */
@NeedsBrowser
class FleetsInBrowserTest {
  private static final String ID = "F261129010203ABCD";
  private static final String ABOVE =
      "parseInt(getComputedStyle(document.querySelector('#sites')).marginTop)";

  @TempDir Path folder;

  @Test
  void everybody_can_use_it_and_its_sites_change_while_it_is_looked_at() throws Exception {
    Path data = PrivateFiles.folder(folder.resolve("data"));
    FleetRuns runs = new FleetRuns(data);
    List<String> sites = List.of("Branch-0001", "Branch-0002", "Branch-0003-of-the-far-north");
    FleetJournal journal = runs.begun("north", ID, "2026-11-29T01:02:03Z", sites);
    runs.ofSite("Branch-0001");
    journal.note(FleetRuns.ended("Branch-0001", 3, 1, 1, ""));
    journal.note(SiteState.waiting("Branch-0002").in(Phase.RUNNING));
    try (OpenConsole console = OpenConsole.on(data);
        DataFolder busy = DataFolder.lock(runs.place("north").folder(), "fleet-import")) {
      assertThat(busy.path()).exists();
      runs.place("north").begins(ID);
      ConsolePage page = new ConsolePage(console, console.signInAddress());
      page.tab.open(console.address() + "/runs/fleets/" + ID);
      page.until("[data-test=done-count]", "1");
      page.tab.value("window.same = true; 0");

      journal.note(FleetRuns.ended("Branch-0002", 2, 0, 0, "the list was refused"));
      page.until("#sites + div", "the list was refused");

      assertThat(page.tab.is("window.same === true")).isTrue();
      assertThat(page.text("[data-test=done-count]")).isEqualTo("2");
      assertThat(page.tab.number(ABOVE)).as("room above the heading").isPositive();
      page.looksWell("fleet");
      page.tab.open(console.address() + "/runs/fleets/" + ID + "/sites/Branch-0001");
      page.looksWell("site");
      assertThat(page.tab.complaints()).isEmpty();
      page.onlyTheConsoleWasAsked();
      page.close();
    }
  }
}
