package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that are undone in the end: whoever no other hand touched is as before. */
@Tag("slow")
class UndoHistoriesTest {
  private static final int HISTORIES = Integer.getInteger("histories", 12);
  private static final long FIRST = Long.getLong("seed", 1L);

  @Test
  void after_an_undo_everybody_is_as_before_the_run() {
    assertThat(new HistoryRound(FIRST, HISTORIES, 1, UndoHistoryMaker::of).play()).isEmpty();
  }

  /**
   * 281: a removal from a group that is carried out long after its answer was given up, while the
   * undo is at work. 351: whom a lost create has made, and the server stores otherwise than sent,
   * ends as updated. 444: somebody else's twin of the one who was deleted is there. 523: a server
   * that cuts, and an update that was sent twice. 656: one that erases a field whose name it does
   * not know. 708, 783: one that leaves standing what is cleared by a name it does not know. 743:
   * whom a create of a killed process has made ends as skipped. 834: a guest without a photo. 1196:
   * an unanswered update erases what it names in the other spelling. 1394: one loses the photo.
   * 1554: an answer once lacks whom it is asked for.
   */
  @ParameterizedTest
  @ValueSource(longs = {281, 351, 444, 523, 656, 708, 743, 783, 834, 1196, 1394, 1554, 3071})
  void what_broke_it_once(long seed) {
    assertThat(new HistoryRound(seed, 1, 1, UndoHistoryMaker::of).play()).isEmpty();
  }
}
