package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Histories made from seeds: whatever happens in them, the promise holds. */
class SimulationTest {
  /** As many as fit in about a minute. */
  private static final int HISTORIES = Integer.getInteger("histories", 200);

  private static final long FIRST = Long.getLong("seed", 1L);

  @Test
  void whatever_happens_the_promise_holds() {
    HistoryRound round = new HistoryRound(FIRST, HISTORIES, 1);

    List<String> broken = round.play();

    assertThat(broken).isEmpty();
  }

  @Test
  void the_same_seed_gives_the_same_trace() {
    List<Long> different = new ArrayList<>();
    for (long seed = FIRST; seed < FIRST + 5; seed++) {
      SimHistory history = HistoryMaker.of(seed);
      String first = HistoryPlayer.play(history).log.trace();
      String second = HistoryPlayer.play(history).log.trace();
      if (!first.equals(second)) {
        different.add(seed);
      }
    }
    assertThat(different).isEmpty();
  }

  @Test
  void a_seed_gives_the_same_history() {
    assertThat(HistoryMaker.of(17)).isEqualTo(HistoryMaker.of(17));
    assertThat(Map.of(1, HistoryMaker.of(18))).isNotEqualTo(Map.of(1, HistoryMaker.of(19)));
  }
}
