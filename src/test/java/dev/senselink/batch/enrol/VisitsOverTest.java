package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing is sent for a visit that is over, by the server's clock in the server's zone. */
@Tag("slow")
class VisitsOverTest {
  private static final DateTimeFormatter CELL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  @RegisterExtension final World world = new World();

  private static String in(Duration time, ZoneId zone) {
    return LocalDateTime.ofInstant(Instant.now().plus(time), zone).format(CELL);
  }

  @Test
  void a_visit_that_is_over_is_skipped_before_its_photo_or_host_is_looked_at() {
    world
        .guest("Past", "13800000001")
        .with("dateTimeTo", "2026-01-01 18:00")
        .with("host", "nobody")
        .with("photo", "gone.jpg");
    world.guest("Coming", "13800000002");

    Imported run = world.run();

    assertThat(run.endings()).containsExactly("SKIPPED_OVER", "CREATED");
    assertThat(run.of("Past").reason()).contains("2026-01-01 18:00:00");
    assertThat(run.exit()).isZero();
    assertThat(run.summary()).contains("\"skipped\" : 1");
  }

  @Test
  void the_servers_clock_counts_not_this_machines() {
    world.server().skewClock(Duration.ofHours(2));
    world
        .guest("Soon", "13800000001")
        .with("dateTimeTo", in(Duration.ofHours(1), ZoneId.systemDefault()));

    assertThat(world.run().ended("Soon")).isEqualTo("SKIPPED_OVER");
  }

  @Test
  void the_zone_of_the_server_counts() {
    ZoneId east = ZoneOffset.ofHours(10);
    world.guest("Soon", "13800000001").with("dateTimeTo", in(Duration.ofHours(1), east));

    assertThat(world.run("--time-zone", "+08:00", "--dry-run").ended("Soon")).isEqualTo("VALID");
    assertThat(world.run("--time-zone", "+12:00").ended("Soon")).isEqualTo("SKIPPED_OVER");
  }
}
