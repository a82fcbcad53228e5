package dev.senselink.batch.directory.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.directory.records.SeenRecordIds.Known;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenRecordIdsTest {
  @Test
  void each_id_is_new_once_in_whatever_order_they_come() {
    SeenRecordIds seen = new SeenRecordIds();
    Set<Long> truth = new HashSet<>();
    Random chance = new Random(7);
    for (int n = 0; n < 20_000; n++) {
      long id = 535_342 + chance.nextInt(30_000);
      assertThat(seen.add(id)).as("id %d", id).isEqualTo(truth.add(id) ? Known.NEW : Known.SEEN);
    }
  }

  @Test
  void of_days_only_the_highest_are_kept_and_what_is_forgotten_is_said_to_be() {
    SeenRecordIds seen = new SeenRecordIds(3);
    for (long id = 1; id <= 100_000; id++) {
      assertThat(seen.add(id)).isEqualTo(Known.NEW);
    }

    assertThat(seen.add(100_000)).isEqualTo(Known.SEEN);
    assertThat(seen.add(1)).isEqualTo(Known.FORGOTTEN);
    assertThat(seen.add(1)).isEqualTo(Known.FORGOTTEN);
  }

  @Test
  void ids_far_apart_and_at_the_ends_are_no_trouble() {
    SeenRecordIds seen = new SeenRecordIds();
    for (long id : new long[] {0, 1, 63, 64, 4095, 4096, Long.MAX_VALUE, 1L << 40}) {
      assertThat(seen.add(id)).isEqualTo(Known.NEW);
      assertThat(seen.add(id)).isEqualTo(Known.SEEN);
    }
  }
}
