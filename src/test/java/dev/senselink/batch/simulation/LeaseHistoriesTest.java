package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to machines and database, one process at a time changes a server. */
class LeaseHistoriesTest {
  private static final int HISTORIES = Integer.getInteger("histories", 100);
  private static final long FIRST = Long.getLong("seed", 1L);

  @Test
  void whatever_happens_one_at_a_time_changes_a_server() {
    List<String> wrong = new ArrayList<>();
    long requests = 0;
    long holders = 0;
    for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
      LeaseTraffic played = LeaseHistory.play(seed);
      requests += played.requests();
      holders += played.holders();
      if (!played.wrong().isEmpty()) {
        wrong.add("seed " + seed + ": " + played.wrong());
        if (wrong.size() == 1) {
          wrong.add(String.join("\n", played.told()));
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(holders).as("who got a lock").isGreaterThan(2L * HISTORIES);
    assertThat(requests).as("what was sent").isGreaterThan(5L * HISTORIES);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_same_seed_gives_the_same_history(long seed) {
    assertThat(LeaseHistory.play(seed).told()).isEqualTo(LeaseHistory.play(seed).told());
  }

  /** Another database took the place of the one in which a server was taken for the first time. */
  @ParameterizedTest
  @ValueSource(longs = {240, 741})
  void what_broke_it_once(long seed) {
    assertThat(LeaseHistory.play(seed).wrong()).isEmpty();
  }
}
