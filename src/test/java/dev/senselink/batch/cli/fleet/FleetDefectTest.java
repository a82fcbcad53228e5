package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.cli.Shell.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A defect of the program at one site: its trace is kept, and named wherever the end is told. */
class FleetDefectTest {
  private static final String PLACE = "IllegalStateException from ArithmeticException at dev.";

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

  private static Path trace(Path data) throws IOException {
    try (Stream<Path> all = Files.list(data.resolve("defects"))) {
      List<Path> traces = all.toList();
      assertThat(traces).hasSize(1);
      return traces.get(0);
    }
  }

  private static void mustHoldNothingPersonal(Path trace) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(trace)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(trace))
        .contains("IllegalStateException", "ArithmeticException", "FleetWorld.opened")
        .doesNotContain("A-1", "Person", "secret");
  }

  @Test
  void the_others_are_worked_and_the_report_names_the_trace() throws IOException {
    world.site("A").site("B").site("C").people("A", 2).people("B", 2).people("C", 2);
    world.files("first: B", "max-failed-sites: 1");
    world.defectAt("A");

    Told told = world.importing();

    assertThat(told.exit()).as(told.err()).isEqualTo(1);
    Path trace = trace(world.data().resolve("sites").resolve("A"));
    mustHoldNothingPersonal(trace);
    assertThat(world.there("B")).hasSize(2);
    assertThat(world.there("C")).hasSize(2);
    assertThat(told.out() + told.err()).contains(PLACE, trace.toString());
    assertThat(world.fleet("status").out()).contains(PLACE, trace.toString());
    JsonNode site = world.document().path("sites").path(0);
    assertThat(site.path("reason").asString("")).contains(PLACE, trace.toString());
    assertThat(Shell.plain(world.report().resolve("report.html"))).contains(trace.toString());
  }

  @Test
  void a_fleet_that_stops_for_the_defect_of_its_first_site_says_which_it_was() throws IOException {
    world.two();
    world.files("first: A");
    world.defectAt("A");

    Told told = world.importing();

    Path trace = trace(world.data().resolve("sites").resolve("A"));
    assertThat(told.out()).contains("site A comes first and did not pass", trace.toString());
    assertThat(world.there("B")).isEmpty();
  }

  @Test
  void a_command_that_is_no_fleets_keeps_its_trace_too() throws IOException {
    world.two();
    world.defectAt("A");

    Told told =
        world.run(
            "import",
            "users",
            folder.resolve("staff.csv").toString(),
            "--allow-no-photo",
            "--server=" + world.server("A").url(),
            "--app-key=" + world.server("A").appKey(),
            "--app-secret-file=" + folder.resolve("A.secret"));

    assertThat(told.exit()).as(told.err()).isEqualTo(1);
    Path trace = trace(world.data());
    mustHoldNothingPersonal(trace);
    assertThat(told.err()).contains(PLACE, trace.toString());
  }
}
