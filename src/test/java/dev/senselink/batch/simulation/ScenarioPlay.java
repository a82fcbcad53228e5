package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;

/** Plays a scenario, and shows how it ended. */
final class ScenarioPlay {
  private ScenarioPlay() {}

  static PlayedHistory kept(SimHistory history) {
    PlayedHistory played = HistoryPlayer.play(history);
    List<String> broken = Invariants.broken(played);
    assertThat(broken).withFailMessage(() -> HistoryTable.print(played, broken)).isEmpty();
    return played;
  }

  static List<String> endings(PlayedHistory played) {
    return played.told().values().stream().map(ToldRow::ended).toList();
  }

  static String field(PlayedHistory played, long person, String field) {
    return Objects.requireNonNull(played.world.people.now(person)).of(field);
  }
}
