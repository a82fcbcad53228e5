package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Histories that are planned first: the plan carried out is the plain import, or is held back. */
@Tag("slow")
class PlanHistoriesTest {
  private static final int HISTORIES = Integer.getInteger("histories", 12);
  private static final long FIRST = Long.getLong("seed", 1L);

  @Test
  void a_plan_that_is_carried_out_is_the_plain_import() {
    assertThat(new HistoryRound(FIRST, HISTORIES, 1, PlanHistoryMaker::of).play()).isEmpty();
  }
}
