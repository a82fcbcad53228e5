package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.ScenarioPlay.endings;
import static dev.senselink.batch.simulation.ScenarioPlay.kept;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fields that are hard to see, each a history. */
@Tag("slow")
class FieldScenariosTest {
  @Test
  void an_update_of_an_id_number_alone_that_was_not_taken_failed() {
    PlayedHistory played = kept(FieldScenarios.idNumbersNotTaken());

    assertThat(endings(played)).containsExactly("FAILED NOT_TAKEN", "UPDATED", "FAILED NOT_TAKEN");
    assertThat(played.told().get(1).reason()).contains("idNumber");
  }

  @Test
  void whoever_lacks_a_field_that_creates_keep_is_not_of_our_making() {
    PlayedHistory played = kept(FieldScenarios.doubleWithoutDepartment());

    assertThat(endings(played)).containsExactly("CREATED", "SKIPPED_EXISTING");
  }

  @Test
  void what_a_mend_loses_is_told() {
    PlayedHistory played = kept(FieldScenarios.lostByMend());

    ToldRow told = played.told().get(1);
    assertThat(told.ended()).isEqualTo("CREATED STORED_DIFFERENTLY");
    assertThat(told.reason()).contains("remark").doesNotContain("areaCode");
  }

  @Test
  void an_edit_of_another_does_not_make_a_spelling_look_untaken() {
    holdTheDay(kept(FieldScenarios.editedWhileLearning()), "CREATED");
  }

  @Test
  void nor_does_one_of_somebody_who_was_there() {
    holdTheDay(kept(FieldScenarios.editedWhileUpdating()), "UPDATED");
  }

  private static void holdTheDay(PlayedHistory played, String ending) {
    PlayedLife stormy = played.last(PlayedLife.Stage.STORMY);
    assertThat(endings(played)).containsOnly(ending);
    for (ToldRow told : stormy.rows()) {
      assertThat(played.world.people.at(told.person(), stormy.endedAt()))
          .extracting(person -> person.of("entryTime"))
          .isEqualTo("2020-01-02");
    }
  }
}
