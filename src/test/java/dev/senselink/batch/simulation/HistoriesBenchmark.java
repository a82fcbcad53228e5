package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import org.junit.jupiter.api.Test;

/**
 * The night's run: as many histories as one likes, and how often each kind of event happened in
 * them.
 *
 * <pre>
 * mvn -q test -Dtest=HistoriesBenchmark    (-Dhistories=100000 -Dseed=1 -Dthreads=2 -Dshrunk=5)
 * </pre>
 *
 * <p>The first few that break the promise are shrunk, which takes as long as some hundred each.
 * Seeds are independent, so a long run may be split: begin each part where the last one ended.
 */
@Benchmark
class HistoriesBenchmark {
  private static final int HISTORIES = Integer.getInteger("histories", 100_000);
  private static final long FIRST = Long.getLong("seed", 1L);
  private static final int THREADS =
      Integer.getInteger("threads", Runtime.getRuntime().availableProcessors());

  @Test
  void whatever_happens_the_promise_holds() {
    assertThat(new HistoryRound(FIRST, HISTORIES, THREADS, GrownHistoryMaker::of).play()).isEmpty();
  }
}
