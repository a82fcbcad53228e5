package dev.senselink.batch.fleet.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever dies, and whatever is lost: a site is worked by one at a time, and has one end. */
@Tag("slow")
class BoardHistoriesTest {
  private static final int HISTORIES = Integer.getInteger("histories", 20);
  private static final long FIRST = Long.getLong("seed", 1L);

  @RegisterExtension final BoardPlace place = new BoardPlace();

  @Test
  void whatever_happens_a_site_is_worked_by_one_at_a_time_and_has_one_end() {
    List<String> wrong = new ArrayList<>();
    for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
      List<String> told = new ArrayList<>();
      List<String> found = place.database().play(seed, told);
      if (!found.isEmpty()) {
        wrong.add("seed " + seed + ": " + found);
        if (wrong.size() == 1) {
          wrong.add(String.join("\n", told));
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void the_same_seed_gives_the_same_history() {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    place.database().play(FIRST, first);
    place.database().play(FIRST, second);

    assertThat(first).isEqualTo(second);
    assertThat(first).anyMatch(line -> line.contains(" takes "));
  }
}
