package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A failing history is made as small as it gets. */
@Tag("slow")
class HistoryShrinkerTest {
  private static final int MOST = 500;

  /** Fails where one of the faults is a reset of the third row's create. */
  private static boolean isPlanted(SimHistory history) {
    return history.faults().stream()
        .anyMatch(fault -> fault.tag() == 3 && fault.what() == WorldFault.Kind.RESET_AFTER);
  }

  @Test
  void only_what_makes_it_fail_is_left() {
    SimHistory made = HistoryMaker.of(25);
    SimHistory failing =
        made.and(
            WorldFault.of(CallKind.CREATE_USER, 3, 1, WorldFault.Kind.RESET_AFTER),
            WorldFault.of(CallKind.CREATE_USER, 1, 1, WorldFault.Kind.LOST));

    SimHistory small = new HistoryShrinker(HistoryShrinkerTest::isPlanted, MOST).shrink(failing);

    assertThat(small.faults()).hasSize(1);
    assertThat(small.acts()).isEmpty();
    assertThat(small.events()).isEmpty();
    assertThat(small.residents()).isEmpty();
    assertThat(small.rows()).hasSize(1);
    assertThat(small.traits()).isEqualTo(WorldTraits.plain());
  }

  @Test
  void what_does_not_fail_any_more_is_kept_as_it_was() {
    SimHistory made = HistoryMaker.of(26);

    assertThat(new HistoryShrinker(history -> false, MOST).shrink(made)).isEqualTo(made);
  }
}
