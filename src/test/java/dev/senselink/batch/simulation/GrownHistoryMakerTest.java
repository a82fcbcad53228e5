package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The mix of what may happen: each kind in at least 500 of 20,000 histories. */
class GrownHistoryMakerTest {
  private static final int HISTORIES = 2_000;
  private static final int LEAST = HISTORIES / 40;

  private static final List<SimHistory> ALL =
      LongStream.rangeClosed(1, HISTORIES).mapToObj(GrownHistoryMaker::of).toList();

  private static long count(Predicate<SimHistory> kind) {
    return ALL.stream().filter(kind).count();
  }

  private static boolean says(SimHistory history, SimRow.Standing standing) {
    return history.today().stream().anyMatch(row -> row.standing() == standing);
  }

  @Test
  void lists_say_who_has_left() {
    assertThat(count(one -> one.isOfList() && says(one, SimRow.Standing.LEFT)))
        .isGreaterThanOrEqualTo(LEAST);
    assertThat(count(one -> !one.isOfList() && says(one, SimRow.Standing.LEFT)))
        .isGreaterThanOrEqualTo(LEAST);
    assertThat(count(one -> says(one, SimRow.Standing.UNCLEAR))).isGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void answers_are_swapped() {
    Predicate<SimHistory> swapped =
        one -> one.faults().stream().filter(f -> f.twist() == ExchangeTwist.SWAPPED).count() > 1;
    assertThat(count(swapped)).isGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void rosters_are_cut() {
    assertThat(count(SimHistory::isCutFirst)).isGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void other_time_zones_are_said() {
    assertThat(count(one -> !one.zoneToday().equals(HistoryPlayer.ZONE)))
        .isGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void a_roster_of_days_before_is_undone() {
    assertThat(count(SimHistory::isUndoneBetween)).isGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void a_backup_of_before_people_left_is_restored() {
    assertThat(count(SimHistory::isRestoredAtLast)).isGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void names_and_keys_are_stored_otherwise_than_sent() {
    assertThat(count(SimHistory::storesOtherwise)).isGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void commands_go_to_another_server_by_mistake() {
    assertThat(count(SimHistory::isMistaken)).isGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void every_second_one_is_as_before() {
    assertThat(count(one -> one.equals(HistoryMaker.of(one.seed()))))
        .isGreaterThanOrEqualTo(HISTORIES / 3);
  }
}
