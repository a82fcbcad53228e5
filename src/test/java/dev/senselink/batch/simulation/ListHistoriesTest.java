package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Histories of a list whose people leave and come back: whatever happens, the promise holds. */
@Tag("slow")
class ListHistoriesTest {
  private static final int HISTORIES = Integer.getInteger("histories", 12);
  private static final long FIRST = Long.getLong("seed", 1L);

  @Test
  void whoever_has_left_opens_no_door_and_nobody_else_is_touched() {
    assertThat(new HistoryRound(FIRST, HISTORIES, 1, ListHistoryMaker::of).play()).isEmpty();
  }
}
