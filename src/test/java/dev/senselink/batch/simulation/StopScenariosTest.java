package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.EngineScenarios.creating;
import static dev.senselink.batch.simulation.EngineScenarios.when;
import static dev.senselink.batch.simulation.ScenarioPlay.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stop between the first create and its reading back: each a history. */
@Tag("slow")
class StopScenariosTest {
  private static PlayedHistory stopped(SimHistory history, Stage stage) {
    WorldMoment then = when(CallKind.CREATE_USER, 1, stage);
    return kept(history.and(new MachineEvent(0, then, MachineEvent.Kind.STOP, 0)));
  }

  private static ToldRow first(PlayedHistory played) {
    return played.lives.get(0).rows().get(0);
  }

  @Test
  void whom_a_list_does_not_show_yet_was_created_all_the_same() {
    PlayedHistory played =
        stopped(creating(1).withTraits(WorldTraits.plain().withLag(3_000)), Stage.ENDED);

    assertThat(played.lives.get(0).exit()).isEqualTo(4);
    assertThat(first(played).ended()).isEqualTo("CREATED");
    assertThat(played.madeFor(1)).hasSize(1);
  }

  @Test
  void what_the_answer_lacks_is_told_where_nothing_can_be_read_back() {
    SimHistory history = creating(1);
    List<SimRow> rows =
        history.rows().stream().map(row -> row.with("entryTime", "2020-01-02")).toList();

    PlayedHistory played =
        stopped(
            history
                .withRows(rows)
                .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.SNAKE)),
            Stage.LEAVES);

    assertThat(first(played).ended()).isEqualTo("CREATED STORED_DIFFERENTLY");
    assertThat(first(played).reason()).contains("entryTime");
  }
}
