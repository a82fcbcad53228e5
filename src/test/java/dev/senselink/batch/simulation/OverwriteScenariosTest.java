package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.ScenarioPlay.endings;
import static dev.senselink.batch.simulation.ScenarioPlay.field;
import static dev.senselink.batch.simulation.ScenarioPlay.kept;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where somebody was overwritten, taken for another or deleted: E1 to E8, each a history. */
@Tag("slow")
class OverwriteScenariosTest {
  @Test
  void e1_what_somebody_edits_while_the_first_update_takes_its_time_stays() {
    PlayedHistory played = kept(OverwriteScenarios.e1());

    for (long person = 3; person <= 5; person++) {
      assertThat(field(played, person, "position")).isEqualTo("by hand");
      assertThat(field(played, person, "remark")).isEqualTo("new");
    }
  }

  @Test
  void e1_what_somebody_edits_in_an_outage_after_the_read_stays() {
    PlayedHistory played = kept(OverwriteScenarios.e1outage());

    for (long person = 2; person <= 4; person++) {
      assertThat(field(played, person, "position")).isEqualTo("by hand");
    }
  }

  @Test
  void e2_an_update_that_is_sent_again_erases_no_id_number() {
    PlayedHistory played = kept(OverwriteScenarios.e2());

    assertThat(field(played, 2, "idNumber")).isEqualTo("ID7");
    assertThat(endings(played)).containsExactly("REVIEW ID_NUMBER_UNKNOWN");
  }

  @Test
  void e2_an_update_that_is_sent_again_takes_nobody_out_of_groups() {
    PlayedHistory played = kept(OverwriteScenarios.e2groups());

    assertThat(Objects.requireNonNull(played.world.people.now(2)).groups()).containsExactly(1L);
    assertThat(endings(played)).containsExactly("REVIEW GROUPS_UNKNOWN");
  }

  @Test
  void e3_somebody_elses_person_is_not_taken_for_the_rows() {
    PlayedHistory played = kept(OverwriteScenarios.e3());

    assertThat(endings(played)).first().isEqualTo("CREATED");
    assertThat(endings(played).get(1)).isNotEqualTo("CREATED");
  }

  @Test
  void e4_who_was_added_by_hand_meanwhile_is_told() {
    PlayedHistory played = kept(OverwriteScenarios.e4());

    assertThat(endings(played)).containsExactly("CREATED", "CREATED APPEARED_MEANWHILE");
    assertThat(played.lives.get(0).exit()).isEqualTo(3);
  }

  @Test
  void e5_visitors_who_were_prolonged_after_a_cut_import_stay() {
    PlayedHistory played = kept(OverwriteScenarios.e5());

    assertThat(played.world.people.all()).noneMatch(PersonChange::isEnd);
  }

  @Test
  void visitors_who_were_adopted_and_have_another_photo_since_stay() {
    PlayedHistory played = kept(OverwriteScenarios.newPhotosOfAdopted());

    assertThat(played.world.people.all()).noneMatch(PersonChange::isEnd);
  }

  @Test
  void a_visitor_of_whom_a_colleague_has_noted_something_at_once_stays() {
    PlayedHistory played = kept(OverwriteScenarios.remarkAtOnce());

    assertThat(played.world.people.living())
        .filteredOn(one -> one.of("remark").equals("to the boss"))
        .hasSize(1);
    assertThat(played.world.people.all()).filteredOn(PersonChange::isEnd).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void what_an_update_loses_by_its_spelling_it_brings_back(FieldSpelling spelling) {
    PlayedHistory played = kept(OverwriteScenarios.spelling(spelling));

    assertThat(endings(played)).containsOnly("UPDATED");
    assertThat(field(played, 2, "entryTime")).isEqualTo("2019-05-06");
    assertThat(field(played, 3, "areaCode")).isEqualTo("86");
  }

  @Test
  void e6_whoever_a_row_asks_about_stays() {
    PlayedHistory played = kept(OverwriteScenarios.e6());

    assertThat(endings(played)).containsExactly("REVIEW 30002");
    assertThat(played.world.people.all().stream().filter(PersonChange::isEnd)).hasSize(2);
  }

  @Test
  void e7_one_person_is_worked_by_one_row() {
    PlayedHistory played = kept(OverwriteScenarios.e7());

    assertThat(endings(played)).contains("REJECTED_ROW DUPLICATE_IN_ROSTER").contains("UPDATED");
  }

  @Test
  void e8_what_follows_50001_after_a_kill_is_read_merged_and_sent() {
    PlayedHistory played = kept(OverwriteScenarios.e8());

    long person = played.madeFor(1).get(0).person();
    assertThat(field(played, person, "position")).isEqualTo("by hand");
  }
}
