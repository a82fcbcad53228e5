package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.ScenarioPlay.endings;
import static dev.senselink.batch.simulation.ScenarioPlay.kept;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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
  void whoever_may_lack_the_id_number_is_told_so() {
    PlayedHistory played = kept(FieldScenarios.doubleWithoutIdNumber());

    assertThat(endings(played)).containsExactly("CREATED STORED_DIFFERENTLY");
    assertThat(played.told().get(1).reason()).contains("idNumber");
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

  @Test
  void nothing_leaves_in_a_spelling_that_was_disproved_meanwhile() {
    PlayedHistory played = kept(FieldScenarios.disprovedMeanwhile());

    assertThat(endings(played)).containsOnly("UPDATED");
    assertThat(held(played, "areaCode")).containsExactly("86", "852", "852");
    assertThat(played.log.exchanges())
        .filteredOn(sent -> sent.kind == CallKind.UPDATE_USER)
        .filteredOn(sent -> sent.tag == EngineScenarios.tagOfResident(3))
        .hasSize(1);
  }

  @Test
  void nor_is_an_update_believed_whose_spelling_was_disproved_when_it_was_under_way() {
    PlayedHistory played = kept(FieldScenarios.disprovedUnderWay());

    assertThat(endings(played).subList(3, 5)).containsOnly("UPDATED");
    assertThat(held(played, "areaCode").subList(3, 5)).containsOnly("852");
  }

  @Test
  void the_edit_of_a_field_does_not_make_its_spelling_look_untaken() {
    PlayedHistory played = kept(FieldScenarios.overwrittenWhileLearning());

    assertThat(endings(played)).containsExactly("UPDATED STORED_DIFFERENTLY", "UPDATED", "UPDATED");
    assertThat(held(played, "areaCode")).containsExactly("109", "852", "852");
  }

  @Test
  void where_no_spelling_helps_one_loses_what_was_to_stay_and_no_more() {
    PlayedHistory played = HistoryPlayer.play(FieldScenarios.keptInNoSpelling());

    PlayedLife first = played.lives.get(0);
    assertThat(first.exit()).isEqualTo(4);
    assertThat(first.words()).contains("areaCode");
    assertThat(played.world.people.living(first.endedAt()))
        .filteredOn(person -> person.of("areaCode").equals("86"))
        .hasSize(3);
  }

  @Test
  void nor_is_the_spelling_looked_for_again_once_none_has_helped() {
    PlayedHistory played = HistoryPlayer.play(FieldScenarios.keptThoughNoSpellingHelps());

    assertThat(endings(played)).containsOnly("UPDATED STORED_DIFFERENTLY");
    assertThat(played.log.exchanges())
        .filteredOn(sent -> sent.kind == CallKind.UPDATE_USER && sent.life == 0)
        .as("one each, and of one once more in either spelling")
        .hasSize(14);
  }

  @Test
  void two_edits_do_not_make_the_wrong_spelling_the_servers() {
    PlayedHistory played = kept(FieldScenarios.overwrittenTwice());

    assertThat(held(played, "areaCode").subList(1, 3)).containsOnly("852");
    assertThat(endings(played).subList(1, 3)).containsOnly("UPDATED");
  }

  @Test
  void what_the_wrong_spelling_erased_is_brought_back_where_an_update_was_swallowed() {
    PlayedHistory played = kept(FieldScenarios.swallowedWhileLearning());

    assertThat(endings(played)).containsOnly("UPDATED");
    assertThat(held(played, "areaCode")).containsOnly("852");
    assertThat(held(played, "entryTime")).containsOnly("2020-01-02");
  }

  @Test
  void a_photo_that_was_swallowed_is_told_though_the_fields_were_mended() {
    PlayedHistory played = kept(FieldScenarios.photoSwallowedWhileLearning());

    assertThat(endings(played)).containsExactly("UPDATED", "UPDATED STORED_DIFFERENTLY", "UPDATED");
    assertThat(played.told().get(2).reason()).contains("avatarFile");
    assertThat(held(played, "areaCode")).containsOnly("852");
  }

  @Test
  void an_update_that_did_nothing_is_told_though_the_spelling_is_known() {
    PlayedHistory played = HistoryPlayer.play(FieldScenarios.swallowedOnceLearnt());

    assertThat(endings(played)).contains("FAILED NOT_TAKEN");
    assertThat(held(played, "areaCode")).contains("");
  }

  @Test
  void a_photo_that_was_not_taken_is_sent_again() {
    PlayedHistory played = kept(FieldScenarios.photoNotTaken());

    assertThat(endings(played)).containsExactly("FAILED NOT_TAKEN", "UPDATED");
    assertThat(played.log.exchanges())
        .filteredOn(sent -> sent.kind == CallKind.UPDATE_USER && sent.request.id() == 2)
        .allMatch(sent -> sent.request.photo() != null)
        .hasSize(2);
  }

  @Test
  void hours_that_were_not_taken_are_sent_again() {
    PlayedHistory played = HistoryPlayer.play(FieldScenarios.hoursNotTaken());

    assertThat(endings(played)).containsExactly("FAILED NOT_TAKEN");
    assertThat(played.world.people.living())
        .filteredOn(person -> person.of("mobile").equals("13900001001"))
        .extracting(person -> person.of("dateTimeFrom"))
        .containsExactly("2026-03-04 09:00:00");
  }

  @Test
  void who_was_changed_in_part_is_not_told_to_be_untouched() {
    PlayedHistory played = HistoryPlayer.play(FieldScenarios.takenInPart());

    assertThat(endings(played)).containsExactly("UPDATED STORED_DIFFERENTLY");
    assertThat(played.told().get(1).reason()).contains("areaCode", "remark");
  }

  @Test
  void updates_that_show_nothing_do_not_go_row_by_row() {
    PlayedHistory played = kept(FieldScenarios.foldedOnly());

    PlayedLife stormy = played.last(PlayedLife.Stage.STORMY);
    assertThat(Duration.ofNanos(stormy.endedAt())).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void a_mend_that_is_not_seen_again_stops_no_run() {
    PlayedHistory played = kept(FieldScenarios.unreadAfterMend());

    assertThat(endings(played)).containsOnly("UPDATED");
    assertThat(held(played, "entryTime")).containsOnly("2020-01-02");
  }

  @Test
  void what_a_create_may_have_dropped_is_told_where_nobody_saw() {
    PlayedHistory played = kept(FieldScenarios.unreadAfterCreate());

    assertThat(played.told().values())
        .filteredOn(told -> told.reason().contains("before it could see"))
        .isNotEmpty();
  }

  @Test
  void one_edit_does_not_prove_the_spelling_of_the_last_try() {
    PlayedHistory played = HistoryPlayer.play(FieldScenarios.overwrittenInNoSpelling());

    assertThat(played.log.exchanges())
        .filteredOn(sent -> sent.kind == CallKind.UPDATE_USER && sent.life == 0)
        .as("two are learnt from")
        .hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void what_somebody_forced_lacks_is_told() {
    PlayedHistory played = HistoryPlayer.play(FieldScenarios.forcedInNoSpelling());

    ToldRow told = played.told().get(2);
    assertThat(told.ended()).isEqualTo("FORCED 30002");
    assertThat(told.reason()).contains("areaCode");
  }

  @Test
  void of_a_field_that_lists_leave_out_those_are_told_who_were_seen_to_have_lost_it() {
    PlayedHistory played = kept(FieldScenarios.keptAndHidden());

    assertThat(played.told().get(9).reason()).contains("remark");
    assertThat(endings(played)).filteredOn("UPDATED"::equals).hasSize(FieldScenarios.MANY - 1);
  }

  @Test
  void a_change_that_lists_leave_out_was_taken() {
    assertThat(endings(kept(FieldScenarios.changedAndHidden()))).containsOnly("UPDATED");
  }

  @Test
  void a_loss_that_lists_show_is_told_though_another_has_mended_one() {
    PlayedHistory played = HistoryPlayer.play(FieldScenarios.lostByMany());

    assertThat(endings(played))
        .filteredOn("UPDATED STORED_DIFFERENTLY"::equals)
        .hasSize(FieldScenarios.MANY - 2);
    assertThat(endings(played)).startsWith("UPDATED", "UPDATED");
  }

  @Test
  void groups_are_looked_at_once_no_list_lags() {
    assertThat(endings(kept(FieldScenarios.groupsBehind()))).containsOnly("UPDATED");
  }

  private static void holdTheDay(PlayedHistory played, String ending) {
    assertThat(endings(played)).containsOnly(ending);
    assertThat(held(played, "entryTime")).containsOnly("2020-01-02");
  }

  private static List<String> held(PlayedHistory played, String field) {
    PlayedLife stormy = played.last(PlayedLife.Stage.STORMY);
    return stormy.rows().stream()
        .map(told -> played.world.people.at(told.person(), stormy.endedAt()))
        .map(person -> person == null ? "nobody" : person.of(field))
        .toList();
  }
}
