package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Histories that are undone in the end: whoever no other hand touched is as before. */
@Tag("slow")
class UndoHistoriesTest {
  private static final int HISTORIES = Integer.getInteger("histories", 25);
  private static final long FIRST = Long.getLong("seed", 1L);

  @Test
  void after_an_undo_everybody_is_as_before_the_run() {
    assertThat(new HistoryRound(FIRST, HISTORIES, 1, UndoHistoryMaker::of).play()).isEmpty();
  }
}
