package dev.senselink.batch.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which run of a fleet people mean who speak to it. */
class FleetPlaceTest {
  @TempDir Path folder;

  private void begun(FleetPlace place, String id, String job) {
    FleetJournal.begin(
        Machine.real(),
        place.run(id),
        new FleetJournal.Content(
            id,
            "fleet",
            job,
            job,
            Map.of(),
            Map.of(),
            folder,
            0,
            Instant.EPOCH,
            null,
            "",
            Map.of(),
            Map.of()));
  }

  /** A doctor came between, and then the same import went on. */
  @Test
  void the_run_at_work_is_meant_whatever_was_begun_since() throws IOException {
    FleetPlace place = new FleetPlace(folder, "fleet");
    begun(place, "F1", "import-users");
    begun(place, "F2", "doctor");
    assertThat(place.isOpen(place.last().orElseThrow())).isFalse();

    try (DataFolder held = DataFolder.lock(place.folder(), "fleet-import")) {
      assertThat(place.atWork()).isEmpty();
      place.begins("F1");
      assertThat(place.atWork()).get().extracting(FleetJournal.Content::id).isEqualTo("F1");
      place.ends();
      assertThat(place.atWork()).isEmpty();
      place.begins("F1");
    }
    assertThat(place.atWork()).isEmpty();
  }

  /** A wish would be heard by the next run. */
  @Test
  void whoever_holds_the_lock_for_a_moment_is_no_run() throws IOException {
    FleetPlace place = new FleetPlace(folder, "fleet");
    for (String holder : new String[] {"privacy", "fleet-cancel"}) {
      try (DataFolder held = DataFolder.lock(place.folder(), holder)) {
        assertThat(place.isAtWork()).isFalse();
      }
    }
    try (DataFolder held = DataFolder.lock(place.folder(), "fleet-undo")) {
      assertThat(place.isAtWork()).isTrue();
    }
  }
}
