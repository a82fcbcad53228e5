package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Histories made from seeds: whatever happens in them, the promise holds. */
@Tag("slow")
class SimulationTest {
  /** As many as fit in about half a minute of a processor. */
  private static final int HISTORIES = Integer.getInteger("histories", 60);

  private static final long FIRST = Long.getLong("seed", 1L);

  @Test
  void whatever_happens_the_promise_holds() {
    assertThat(new HistoryRound(FIRST, HISTORIES, 1).play()).isEmpty();
  }

  @Test
  void the_same_seed_gives_the_same_trace() {
    List<Long> different = new ArrayList<>();
    for (SimHistory history : ofEachKind()) {
      String first = HistoryPlayer.play(history).log.trace();
      String second = HistoryPlayer.play(history).log.trace();
      if (!first.equals(second)) {
        different.add(history.seed());
      }
    }
    assertThat(different).isEmpty();
  }

  /** The first that there is of each, and one more. */
  private static Set<SimHistory> ofEachKind() {
    List<Predicate<SimHistory>> kinds =
        List.of(
            history -> history.task().spring(),
            history -> history.task().guests(),
            history -> history.traits().lagMillis() > 0,
            history -> !history.traits().blind().isEmpty(),
            history -> history.faults().stream().anyMatch(SimulationTest::makesNobody),
            history -> history.events().size() > 1,
            history -> history.errands().size() > 1,
            history -> true);
    Set<SimHistory> one = new LinkedHashSet<>();
    kinds.forEach(
        kind ->
            one.add(
                LongStream.iterate(FIRST, seed -> seed + 1)
                    .mapToObj(HistoryMaker::of)
                    .filter(kind)
                    .findFirst()
                    .orElseThrow()));
    return one;
  }

  private static boolean makesNobody(WorldFault fault) {
    return fault.kind().creates() && fault.twist() == ExchangeTwist.TAKES_NOTHING;
  }

  @Test
  void a_seed_gives_the_same_history() {
    assertThat(HistoryMaker.of(17)).isEqualTo(HistoryMaker.of(17));
    assertThat(Map.of(1, HistoryMaker.of(18))).isNotEqualTo(Map.of(1, HistoryMaker.of(19)));
  }
}
