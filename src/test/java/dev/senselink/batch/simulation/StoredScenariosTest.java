package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.ScenarioPlay.endings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that store other values than were sent, and answers that name other people (L8, L10). */
@Tag("slow")
class StoredScenariosTest {
  @Test
  void l8_a_name_that_is_stored_wrongly_stops_the_run_at_its_canary() {
    PlayedHistory played = HistoryPlayer.play(StoredScenarios.l8names(3));

    PlayedLife first = played.lives.get(0);
    assertThat(first.exit()).isEqualTo(4);
    assertThat(first.rows().stream().map(ToldRow::ended))
        .containsExactly("CREATED STORED_WRONGLY", "NOT_ATTEMPTED", "NOT_ATTEMPTED");
    assertThat(first.rows().get(0).reason())
        .contains(StoredScenarios.NAME + 1)
        .contains("å¼\u00a0ä¸\u0089".substring(0, 2));
    assertThat(first.words()).doesNotContain(StoredScenarios.NAME);
    assertThat(creates(played)).isEqualTo(1);
  }

  @Test
  void l8_a_name_that_is_stored_wrongly_is_told_where_a_value_is_lost_too() {
    PlayedHistory played = HistoryPlayer.play(StoredScenarios.l8lost());

    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended))
        .containsExactly("CREATED STORED_WRONGLY", "NOT_ATTEMPTED");
    assertThat(played.lives.get(0).rows().get(0).reason()).contains("name", "remark");
    assertThat(creates(played)).isEqualTo(1);
  }

  @Test
  void l8_what_the_mend_of_a_create_stores_wrongly_is_told() {
    PlayedHistory played = HistoryPlayer.play(StoredScenarios.l8mended());

    assertThat(played.lives.get(0).exit()).isEqualTo(4);
    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended))
        .containsExactly("CREATED STORED_WRONGLY", "NOT_ATTEMPTED");
  }

  @Test
  void l8_whoever_goes_on_looks_at_that_one_first() {
    PlayedHistory played = HistoryPlayer.play(StoredScenarios.l8names(3));

    List<PlayedLife> later = played.lives.subList(1, played.lives.size());
    assertThat(later).isNotEmpty().allMatch(life -> life.exit() == 2);
    assertThat(played.sentAnything(PlayedLife.Stage.QUIET)).isFalse();
  }

  @Test
  void l8_a_job_number_that_is_cut_stops_the_run_at_its_canary() {
    PlayedHistory played = HistoryPlayer.play(StoredScenarios.l8keys());

    assertThat(played.lives.get(0).exit()).isEqualTo(4);
    assertThat(creates(played)).isEqualTo(1);
  }

  @Test
  void l8_a_guest_too() {
    PlayedHistory played = HistoryPlayer.play(StoredScenarios.l8guests());

    assertThat(played.lives.get(0).exit()).isEqualTo(4);
    assertThat(creates(played)).isEqualTo(1);
  }

  @Test
  void l8_an_update_too() {
    PlayedHistory played = HistoryPlayer.play(StoredScenarios.l8updates());

    assertThat(played.lives.get(0).exit()).isEqualTo(4);
    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended))
        .containsOnlyOnce("UPDATED STORED_WRONGLY");
  }

  @Test
  void l8_what_is_accepted_is_told_and_needs_attention_and_nobody_is_made_twice() {
    SimHistory history = StoredScenarios.l8keys();
    PlayedHistory played =
        HistoryPlayer.play(history.withTask(history.task().accepting("jobNumber")));

    assertThat(endings(played)).hasSize(3).containsOnly("CREATED STORED_DIFFERENTLY");
    assertThat(played.lives.get(0).exit()).isEqualTo(3);
    assertThat(creates(played)).isEqualTo(3);
    assertThat(played.world.people.living()).hasSize(4);
  }

  @Test
  void l8_whom_an_import_has_accepted_the_next_one_finds() {
    PlayedHistory played = ScenarioPlay.kept(StoredScenarios.l8accepted());

    assertThat(endings(played)).hasSize(3).containsOnly("CREATED STORED_DIFFERENTLY");
    assertThat(played.onceMore().rows().stream().map(ToldRow::ended))
        .hasSize(3)
        .containsOnly("SKIPPED_EXISTING");
  }

  @Test
  void l8_what_is_accepted_is_no_failure_of_the_next_update() {
    SimHistory history = StoredScenarios.l8numbers();
    PlayedHistory played =
        HistoryPlayer.play(history.withTask(history.task().accepting("jobNumber")));

    assertThat(endings(played)).hasSize(3).containsOnly("UPDATED STORED_DIFFERENTLY");
    assertThat(played.onceMore().rows().stream().map(ToldRow::ended))
        .hasSize(3)
        .containsOnly("UPDATED STORED_DIFFERENTLY");
    assertThat(played.onceMore().exit()).isEqualTo(3);
  }

  @Test
  void l8_who_was_perhaps_made_under_another_number_is_never_made_again() {
    assertLeftUnknown(HistoryPlayer.play(StoredScenarios.l8hidden()));
  }

  @Test
  void l8_nor_is_a_guest() {
    assertLeftUnknown(HistoryPlayer.play(StoredScenarios.l8hiddenGuest()));
  }

  @Test
  void l8_nor_by_the_process_that_goes_on() {
    PlayedHistory played = HistoryPlayer.play(StoredScenarios.l8hiddenByDeath());

    assertThat(creates(played)).isEqualTo(3);
    assertThat(played.onceMore().rows().get(1).ended()).isEqualTo("FAILED UNKNOWN_STATE");
  }

  /** The second of three rows, at once and by the next run. */
  private static void assertLeftUnknown(PlayedHistory played) {
    ToldRow second = played.lives.get(0).rows().get(1);
    assertThat(second.ended()).isEqualTo("FAILED UNKNOWN_STATE");
    assertThat(second.reason()).contains("--accept-stored");
    assertThat(played.onceMore().rows().get(1).ended()).isEqualTo("FAILED UNKNOWN_STATE");
    assertThat(creates(played)).isEqualTo(3);
  }

  @Test
  void l8_whoever_cannot_be_read_back_as_the_run_stops_is_told_by_the_answer() {
    PlayedHistory played = HistoryPlayer.play(StoredScenarios.l8late());

    assertThat(played.lives.get(0).rows())
        .extracting(ToldRow::ended)
        .doesNotContain("CREATED STORED_DIFFERENTLY")
        .filteredOn("CREATED STORED_WRONGLY"::equals)
        .hasSizeGreaterThan(1);
    assertThat(creates(played)).isEqualTo(4);
  }

  @Test
  void l8_who_was_forced_needs_attention_too() {
    PlayedHistory played = HistoryPlayer.play(StoredScenarios.l8forced());

    assertThat(endings(played)).containsExactly("FORCED 30002");
    assertThat(played.told().get(1).reason()).containsOnlyOnce("otherwise than it was sent");
    assertThat(played.lives.get(0).exit()).isEqualTo(3);
  }

  @Test
  void l10_the_answer_of_another_row_is_none() {
    PlayedHistory played = ScenarioPlay.kept(StoredScenarios.l10());

    assertThat(endings(played)).hasSize(4).containsOnly("CREATED");
    for (ToldRow told : played.told().values()) {
      assertThat(ScenarioPlay.field(played, told.person(), "jobNumber"))
          .isEqualTo("E" + (100 + told.row()));
    }
    assertThat(creates(played)).isEqualTo(4);
  }

  @Test
  void l10_of_two_answers_that_were_swapped_each_is_none() {
    PlayedHistory played = ScenarioPlay.kept(StoredScenarios.l10swapped());

    assertThat(played.log.counts()).containsEntry("answers swapped", 1);
    assertThat(endings(played)).hasSize(4).containsOnly("CREATED");
    for (ToldRow told : played.told().values()) {
      assertThat(ScenarioPlay.field(played, told.person(), "jobNumber"))
          .isEqualTo("E" + (100 + told.row()));
    }
    assertThat(creates(played)).isEqualTo(4);
  }

  @Test
  void l10_nor_is_it_one_while_the_program_stops() {
    PlayedHistory played = ScenarioPlay.kept(StoredScenarios.l10stopped());

    assertThat(played.log.counts()).containsEntry("answers swapped", 1);
    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended))
        .containsOnly("CREATED", "FAILED UNKNOWN_STATE");
    assertThat(creates(played)).isEqualTo(4);
  }

  private static long creates(PlayedHistory played) {
    return played.log.exchanges().stream().filter(e -> e.kind.creates()).count();
  }
}
