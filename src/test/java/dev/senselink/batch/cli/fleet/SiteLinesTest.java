package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the rows of a site are said to stand in the list of all sites. */
class SiteLinesTest {
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

  /** What is said of a row names others by the lines at which they stood then. */
  @Test
  void a_site_goes_on_at_the_lines_where_it_began_though_the_list_has_grown_above_it() {
    world.site("A").site("B").people("A", 1).people("B", 2).row("B", "B-1");
    world.files("first: A", "concurrency: 1");
    world
        .server("B")
        .script(FaultRule.on("createUser").before().apiCode(10002).fromCall(2).build());
    world.importing();
    assertThat(world.state("B")).endsWith(" 4");
    assertThat(world.there("B")).hasSize(1);
    world.server("B").clearFaults();
    world.otherRows().people("A", 3).people("B", 2).row("B", "B-1");
    world.files("first: A", "concurrency: 1");

    Told told = world.importing();

    assertThat(told.exit()).as(told.err()).isEqualTo(3);
    assertThat(world.there("B")).containsExactly("B-1", "B-2");
    assertThat(world.results())
        .extracting(row -> row.get("site") + row.get("line") + " " + row.get("code"))
        .containsExactly("A2 ", "A3 ", "A4 ", "B3 ", "B4 ", "B5 DUPLICATE_IN_ROSTER");
    assertThat(world.results().get(5).get("reason")).contains("line 3");
    assertThat(Shell.rows(world.report().resolve("sites/B/results.csv")))
        .extracting(row -> row.get("line"))
        .containsExactly("3", "4", "5");
  }

  /** Of a site whose run has not begun, its rows are where they are now. */
  @Test
  void rows_that_nobody_came_to_are_told_where_they_stand() {
    world.site("A").deadSite("B").people("A", 1).people("B", 2);
    world.files("first: A");

    assertThat(world.importing().exit()).isEqualTo(3);

    assertThat(world.results())
        .extracting(row -> row.get("site") + row.get("line") + " " + row.get("outcome"))
        .containsExactly("A2 CREATED", "B3 NOT_ATTEMPTED", "B4 NOT_ATTEMPTED");
  }
}
