package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.Main;
import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed at any moment, the same command goes on with the fleet's run: nobody twice, nobody lost.
 */
@Tag("slow")
@Timeout(300)
class FleetResumeTest {
  private static final int ROWS = 30;

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

  private OtherProcess started() {
    return OtherProcess.start(
        folder,
        world.environment(),
        Main.class,
        "fleet",
        "import",
        folder.resolve("fleet.yml").toString(),
        "--report",
        world.report().toString());
  }

  private long created(String site) {
    return world.server(site).commits().stream()
        .filter(change -> change.operation().equals("createUser"))
        .count();
  }

  @Test
  void a_killed_fleet_goes_on_with_its_run_and_creates_nobody_twice() {
    for (String site : List.of("A", "B", "C", "D")) {
      world.site(
          site, settings -> settings.withLatency(CallLatency.fixed(Duration.ofMillis(60))), "");
      world.people(site, ROWS);
    }
    world.server("C").script(FaultRule.on("createUser").after().reset().rate(0.1).build());
    world.files("first: A", "parallel: 3", "concurrency: 2");

    String id;
    try (OtherProcess other = started()) {
      assertThat(Until.within(Duration.ofMinutes(2), () -> created("B") > 3 && created("C") > 3))
          .as(other.errors())
          .isTrue();
      other.kill();
      id = new FleetPlace(world.data(), "fleet").last().orElseThrow().id();
    }
    assertThat(created("A")).isEqualTo(ROWS);
    int asked = world.server("A").calls().size();

    Told told = world.importing();

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.err()).contains(id + " is not complete and continues");
    assertThat(world.document().path("fleetRun").asString("")).isEqualTo(id);
    assertThat(world.server("A").calls()).hasSize(asked); // it had ended
    for (String site : List.of("A", "B", "C", "D")) {
      assertThat(world.there(site))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, ROWS).mapToObj(n -> site + "-" + n).sorted().toList());
    }
    assertThat(world.results()).hasSize(4 * ROWS);
    assertThat(world.document().path("rows").asInt()).isEqualTo(4 * ROWS);
  }
}
