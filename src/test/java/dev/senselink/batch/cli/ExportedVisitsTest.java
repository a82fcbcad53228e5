package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.World;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Host and window of a visitor come from the ledger, where it is certain of them. */
@Tag("slow")
class ExportedVisitsTest {
  @RegisterExtension final World world = new World();

  private Map<String, String> exported() {
    Path backup = world.folder("backup");
    assertThat(world.export(backup)).isZero();
    return Shell.rows(backup.resolve("guests.csv")).get(0);
  }

  @Test
  void a_visit_whose_last_update_went_unanswered_is_left_blank() {
    world.guest("Vera", "13800000001");
    assertThat(world.run().endings()).containsOnly("CREATED");
    long vera = world.person("Vera").id();
    assertThat(exported())
        .containsEntry("host", World.HOST)
        .containsEntry("dateTimeFrom", "2026-01-01 08:00:00")
        .containsEntry("dateTimeTo", "2099-12-31 18:00:00");

    world.ledger(
        ledger -> {
          ledger.guests().unsettle(vera);
          return vera;
        });

    assertThat(exported())
        .containsEntry("host", "")
        .containsEntry("dateTimeFrom", "")
        .containsEntry("dateTimeTo", "");
  }

  @Test
  void whoever_has_the_id_of_a_visitor_once_sent_does_not_get_that_ones_host_and_window() {
    world.guest("Vera", "13800000001");
    assertThat(world.run().endings()).containsOnly("CREATED");
    long vera = world.person("Vera").id();
    world.edited(vera, "name", "Somebody else", "mobile", "999");

    assertThat(exported())
        .containsEntry("name", "Somebody else")
        .containsEntry("host", "")
        .containsEntry("dateTimeFrom", "");
  }

  @Test
  void a_host_who_is_gone_is_left_blank_and_the_window_stays() {
    world.guest("Vera", "13800000001");
    assertThat(world.run().endings()).containsOnly("CREATED");
    world.server().removePerson(world.host());

    assertThat(exported())
        .containsEntry("host", "")
        .containsEntry("dateTimeFrom", "2026-01-01 08:00:00");
  }
}
