package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.ScenarioPlay.endings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that begin to store otherwise behind the first rows, which alone are read back. */
@Tag("slow")
class AuditScenariosTest {
  @Test
  void f6_what_a_create_has_stored_wrongly_is_told_although_its_answer_echoes() {
    PlayedHistory played = HistoryPlayer.play(AuditScenarios.cutBehindAnEcho());

    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended))
        .containsExactly("CREATED", "CREATED", "CREATED STORED_WRONGLY", "CREATED STORED_WRONGLY");
    assertThat(played.lives.get(0).rows().get(2).reason()).contains("E10", "138");
    assertThat(played.lives.get(0).exit()).isEqualTo(3);
    assertThat(creates(played)).isEqualTo(4);
  }

  @Test
  void f6_the_next_run_looks_at_them_first() {
    PlayedHistory played = HistoryPlayer.play(AuditScenarios.cutBehindAnEcho());

    assertThat(played.lives.subList(1, played.lives.size()))
        .isNotEmpty()
        .allMatch(life -> life.exit() == 2);
  }

  @Test
  void f6_what_is_accepted_is_told_so_and_nobody_is_made_twice() {
    SimHistory history = AuditScenarios.cutBehindAnEcho();
    PlayedHistory played =
        HistoryPlayer.play(history.withTask(history.task().accepting("jobNumber", "mobile")));

    assertThat(endings(played))
        .containsExactly(
            "CREATED", "CREATED", "CREATED STORED_DIFFERENTLY", "CREATED STORED_DIFFERENTLY");
    assertThat(played.lives.get(0).exit()).isEqualTo(3);
    assertThat(played.onceMore().rows().stream().map(ToldRow::ended))
        .hasSize(4)
        .containsOnly("SKIPPED_EXISTING");
    assertThat(creates(played)).isEqualTo(4);
  }

  @Test
  void f6_whom_a_colleague_has_renamed_meanwhile_is_to_be_looked_at_and_blocks_no_later_run() {
    PlayedHistory played = HistoryPlayer.play(AuditScenarios.renamed());

    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended))
        .containsExactly("CREATED", "CREATED", "CREATED STORED_DIFFERENTLY", "CREATED");
    assertThat(played.lives.get(0).exit()).isEqualTo(3);
    assertThat(played.onceMore().exit()).isNotEqualTo(2);
  }

  @Test
  void f7_whoever_was_made_without_their_groups_needs_attention() {
    PlayedHistory played = ScenarioPlay.kept(AuditScenarios.madeWithoutGroups());

    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended))
        .containsExactly(
            "CREATED", "CREATED", "CREATED STORED_DIFFERENTLY", "CREATED STORED_DIFFERENTLY");
    assertThat(played.lives.get(0).exit()).isEqualTo(3);
  }

  @Test
  void f8_whom_an_update_has_taken_out_of_their_groups_is_told() {
    PlayedHistory played = HistoryPlayer.play(AuditScenarios.groupsErased());

    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended))
        .containsExactly(
            "UPDATED", "UPDATED", "UPDATED STORED_DIFFERENTLY", "UPDATED STORED_DIFFERENTLY");
    assertThat(played.lives.get(0).rows().get(3).reason()).contains("groups");
    assertThat(played.lives.get(0).exit()).isEqualTo(3);
  }

  @Test
  void f8_of_many_all_are_told_who_are_beside_one_of_those_that_are_asked() {
    PlayedHistory played = HistoryPlayer.play(AuditScenarios.groupsErasedAmongMany());

    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended))
        .filteredOn("UPDATED STORED_DIFFERENTLY"::equals)
        .hasSize(AuditScenarios.ODD_OF_MANY);
  }

  @Test
  void f8_a_mobile_that_an_update_has_changed_unasked_is_told() {
    PlayedHistory played = HistoryPlayer.play(AuditScenarios.mobilesChanged());

    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended))
        .containsExactly("UPDATED", "UPDATED", "UPDATED STORED_WRONGLY", "UPDATED STORED_WRONGLY");
    assertThat(played.lives.get(0).rows().get(3).reason()).contains("mobile");
    assertThat(played.lives.get(0).exit()).isEqualTo(3);
  }

  @Test
  void f11_nobody_more_is_made_once_an_answer_shows_another_number() {
    PlayedHistory played = HistoryPlayer.play(AuditScenarios.otherNumbers(60));

    long wrong =
        played.lives.get(0).rows().stream().filter(r -> r.code().equals("STORED_WRONGLY")).count();
    assertThat(wrong).isBetween(1L, 16L);
    assertThat(played.lives.get(0).words()).doesNotContain("Nothing more was sent");
    assertThat(played.lives.get(0).exit()).isEqualTo(4);
  }

  private static long creates(PlayedHistory played) {
    return played.log.exchanges().stream().filter(e -> e.kind.creates()).count();
  }
}
