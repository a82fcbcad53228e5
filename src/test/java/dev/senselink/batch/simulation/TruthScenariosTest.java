package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.ScenarioPlay.endings;
import static dev.senselink.batch.simulation.ScenarioPlay.field;
import static dev.senselink.batch.simulation.ScenarioPlay.kept;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a run got stuck, or told what was not so: E15 to E23, each a history. */
@Tag("slow")
class TruthScenariosTest {
  @ParameterizedTest
  @ValueSource(ints = {50002, 50003, 503})
  void e15_a_kind_of_request_that_never_succeeds_stops_the_run(int code) {
    PlayedHistory played = kept(TruthScenarios.e15(code));

    long tries =
        played.log.exchanges().stream().filter(e -> e.kind.creates() && e.life == 0).count();
    assertThat(tries).isBetween(10L, 20L + played.history.task().slots());
    assertThat(played.lives.get(0).exit()).isEqualTo(4);
  }

  @Test
  void e16_a_refusal_frees_the_next() {
    PlayedHistory played = kept(TruthScenarios.e16());

    assertThat(most(played)).isGreaterThan(1);
  }

  /** How many creates were on their way at once. */
  private static long most(PlayedHistory played) {
    List<SeenExchange> creates =
        played.log.exchanges().stream().filter(e -> e.kind.creates() && e.life == 0).toList();
    return creates.stream()
        .map(
            one ->
                creates.stream()
                    .filter(e -> e.leftAt <= one.leftAt && e.endedAt > one.leftAt)
                    .count())
        .max(Comparator.naturalOrder())
        .orElse(0L);
  }

  @Test
  void e17_a_list_that_lags_stops_nothing() {
    PlayedHistory played = kept(TruthScenarios.e17());

    assertThat(endings(played)).containsOnly("CREATED");
    assertThat(played.lives.get(0).exit()).isZero();
  }

  @Test
  void an_answer_that_comes_late_is_no_late_look() {
    PlayedHistory played = kept(TruthScenarios.lateAnswer());

    assertThat(endings(played)).containsExactly("CREATED");
  }

  @Test
  void who_was_made_a_moment_ago_is_not_called_gone() {
    PlayedHistory played = kept(TruthScenarios.twinsBehind());

    assertThat(played.told().values().stream().map(ToldRow::ended))
        .containsExactlyInAnyOrder("CREATED", "CREATED", "REVIEW 30002", "REVIEW 30002");
  }

  @Test
  void e17_a_read_is_fresh_only_if_something_shows_that_it_is() {
    PlayedHistory played = kept(TruthScenarios.e17update());

    assertThat(endings(played)).containsExactly("UPDATED");
    assertThat(field(played, 2, "areaCode")).isEqualTo("86");
  }

  @Test
  void a_spelling_that_nobody_could_prove_is_looked_at_in_the_end() {
    PlayedHistory played = kept(TruthScenarios.unprovenSpelling());

    ToldRow told = played.told().get(1);
    assertThat(told.ended()).isEqualTo("UPDATED STORED_DIFFERENTLY");
    assertThat(told.reason()).contains("areaCode", "entryTime");
  }

  @Test
  void what_creates_lose_is_set_though_the_list_does_not_show_them_yet() {
    PlayedHistory played = kept(TruthScenarios.spellingBehind());

    for (ToldRow told : played.told().values()) {
      assertThat(told.ended()).isEqualTo("CREATED STORED_DIFFERENTLY");
      assertThat(told.reason()).contains("jobNumber").doesNotContain("entryTime");
      assertThat(field(played, told.person(), "entryTime")).isEqualTo("2020-01-0" + told.row());
    }
  }

  @Test
  void a_second_field_that_is_not_as_sent_is_told_too() {
    PlayedHistory played =
        kept(
            TruthScenarios.spellingBehind()
                .and(
                    WorldFault.of(CallKind.UPDATE_USER, 3, 1, WorldFault.Kind.CODE_BEFORE)
                        .coded(30001)));

    ToldRow told = played.told().get(3);
    assertThat(told.ended()).isEqualTo("CREATED STORED_DIFFERENTLY");
    assertThat(told.reason()).contains("jobNumber", "entryTime");
  }

  @Test
  void whoever_stops_the_run_is_told_all_that_they_lack() {
    SimHistory one = TruthScenarios.spellingBehind();
    PlayedHistory played =
        kept(
            one.withTraits(WorldTraits.plain().withSpelling(FieldSpelling.SNAKE))
                .withRows(one.rows().subList(0, 1))
                .and(WorldFault.twist(CallKind.CREATE_USER, 1, 1, ExchangeTwist.LOSES_PHOTO)));

    assertThat(endings(played)).containsExactly("CREATED STORED_DIFFERENTLY");
    assertThat(played.told().get(1).reason()).contains("avatarFile", "entryTime");
  }

  @Test
  void a_face_that_no_door_knows_is_sent_again_by_whoever_takes_the_row_up() {
    PlayedHistory played = kept(TruthScenarios.unknownFaceThenDeath());

    assertThat(endings(played)).containsExactly("CREATED");
    assertThat(played.world.people.living()).hasSize(2).allMatch(PersonState::faceKnown);
  }

  @Test
  void an_unknown_face_of_a_run_that_was_stopped_is_made_known() {
    PlayedHistory played = kept(TruthScenarios.unknownFaceThenStop());

    assertThat(played.world.people.living()).hasSize(2).allMatch(PersonState::faceKnown);
  }

  @Test
  void whoever_may_be_unknown_to_the_doors_is_not_told_to_be_there_already() {
    PlayedHistory played = kept(TruthScenarios.unknownFaceOfCutText());

    assertThat(endings(played)).containsExactly("FAILED 50001");
  }

  @Test
  void nor_does_the_process_that_goes_on_tell_them_to_be_there_already() {
    PlayedHistory played = kept(TruthScenarios.unknownFaceOfCutTextThenStop());

    assertThat(endings(played)).containsExactly("FAILED 50001");
  }

  @Test
  void a_picture_that_was_not_shown_is_not_another_one() {
    PlayedHistory played = kept(TruthScenarios.unansweredPicture());

    assertThat(endings(played)).containsExactly("FAILED UNKNOWN_STATE");
  }

  @Test
  void an_id_number_of_somebody_adopted_whom_nobody_was_shown_any_more_is_told() {
    PlayedHistory played = kept(TruthScenarios.stoppedBeforeIdNumber());

    assertThat(endings(played)).containsExactly("CREATED STORED_DIFFERENTLY");
  }

  @Test
  void e17_a_list_that_lags_stops_no_deleting() {
    PlayedHistory played = kept(TruthScenarios.e17delete());

    assertThat(played.lives)
        .filteredOn(life -> life.stage() == PlayedLife.Stage.STORMY)
        .extracting(PlayedLife::exit)
        .containsExactly(0);
    assertThat(played.world.people.all().stream().filter(PersonChange::isEnd)).hasSize(3);
  }

  @Test
  void e18_what_trimming_explains_stops_nothing() {
    PlayedHistory played = kept(TruthScenarios.e18());

    assertThat(played.lives.get(0).ended()).isTrue();
  }

  @Test
  void e18_what_the_server_keeps_in_another_spelling_is_done() {
    PlayedHistory played = kept(TruthScenarios.e18capitals());

    assertThat(endings(played)).containsExactly("UPDATED STORED_DIFFERENTLY");
  }

  @Test
  void e19_a_photo_that_was_not_kept_is_told() {
    PlayedHistory played = kept(TruthScenarios.e19create());

    assertThat(endings(played)).first().isEqualTo("CREATED");
    assertThat(endings(played).subList(1, 3)).doesNotContain("CREATED");
  }

  @Test
  void e19_an_update_of_which_nothing_was_taken_failed() {
    PlayedHistory played = kept(TruthScenarios.e19update());

    assertThat(endings(played).subList(1, 3)).containsOnly("FAILED NOT_TAKEN");
  }

  @Test
  void e19_an_update_of_a_photo_alone_that_was_not_taken_failed() {
    PlayedHistory played = kept(TruthScenarios.e19photo());

    assertThat(endings(played).subList(1, 3)).containsOnly("FAILED NOT_TAKEN");
  }

  @Test
  void e19_who_was_not_made_is_not_created() {
    PlayedHistory played = kept(TruthScenarios.e19nobody());

    assertThat(played.madeFor(1)).hasSize(1);
  }

  @Test
  void a_spelling_that_only_kept_what_was_there_is_not_taken_for_the_servers() {
    PlayedHistory played = kept(TruthScenarios.keptSpelling());

    assertThat(endings(played)).containsOnly("UPDATED");
    assertThat(field(played, 2, "entryTime")).isEqualTo("2019-05-06");
    assertThat(field(played, 3, "entryTime")).isEqualTo("2020-01-06");
    assertThat(field(played, 4, "entryTime")).isEqualTo("2020-01-07");
  }

  @Test
  void what_a_late_update_takes_away_once_more_is_told() {
    PlayedHistory played = kept(TruthScenarios.lateSpelling());

    assertThat(endings(played)).containsExactly("UPDATED STORED_DIFFERENTLY");
  }

  @Test
  void what_an_update_for_the_doors_loses_by_its_spelling_it_brings_back() {
    PlayedHistory played = kept(TruthScenarios.settledSpelling());

    assertThat(endings(played)).containsExactly("CREATED");
    assertThat(field(played, played.madeFor(1).get(0).person(), "entryTime"))
        .isEqualTo("2020-01-06");
  }

  @Test
  void what_a_stop_keeps_from_being_mended_is_told() {
    PlayedHistory played = kept(TruthScenarios.stoppedBeforeMend());

    assertThat(endings(played)).containsExactly("CREATED STORED_DIFFERENTLY");
  }

  @Test
  void a_decided_row_that_was_cut_short_is_told_to_be_looked_at() {
    PlayedHistory played = kept(TruthScenarios.decidedAndCutShort());

    assertThat(played.end(PlayedLife.Stage.RESOLVE).rows())
        .extracting(ToldRow::ended)
        .containsExactly("CREATED STORED_DIFFERENTLY");
  }

  @Test
  void a_visitor_of_whom_the_server_keeps_less_than_was_sent_is_told_each_time() {
    PlayedHistory played = kept(TruthScenarios.lostRemark());

    assertThat(endings(played)).containsExactly("CREATED STORED_DIFFERENTLY");
    assertThat(played.last(PlayedLife.Stage.QUIET).rows())
        .extracting(ToldRow::ended)
        .containsExactly("UNCHANGED STORED_DIFFERENTLY");
  }

  @ParameterizedTest
  @EnumSource(names = {"CODE_BEFORE", "CODE_AFTER"})
  void whoever_no_door_knows_after_all_that_is_not_told_to_be_done(WorldFault.Kind refusal) {
    PlayedHistory played = kept(TruthScenarios.settledForNoDoor(refusal));

    assertThat(endings(played)).containsExactly("FAILED 50001");
    assertThat(played.told().get(1).reason()).contains("face service", "entryTime");
  }

  @Test
  void whoever_was_made_twice_is_told_though_the_list_lags_behind() {
    PlayedHistory played = kept(TruthScenarios.twiceBehind());

    assertThat(endings(played)).containsExactly("REVIEW DUPLICATE_CREATED");
  }

  @Test
  void whoever_was_made_twice_is_told_by_the_process_that_goes_on() {
    PlayedHistory played = kept(TruthScenarios.twiceBeforeStop());

    assertThat(played.lives.get(0).exit()).isEqualTo(4);
    assertThat(endings(played)).contains("REVIEW DUPLICATE_CREATED");
  }

  @Test
  void e20_a_very_long_refusal_ends_a_row_and_no_more() {
    PlayedHistory played = kept(TruthScenarios.e20words());

    assertThat(endings(played)).containsExactly("CREATED", "REJECTED_ROW 30001");
  }

  @Test
  void e20_very_long_texts_of_the_server_are_cut_where_they_are_kept() {
    PlayedHistory played = kept(TruthScenarios.e20text());

    assertThat(endings(played)).containsExactly("SKIPPED_EXISTING", "REVIEW 30002");
  }

  @Test
  void e22_nothing_leaves_after_a_flush_that_failed() {
    PlayedHistory played = kept(TruthScenarios.e22());

    assertThat(played.told().values()).noneMatch(row -> row.is("SKIPPED_EXISTING"));
  }

  @Test
  void e23_only_the_servers_own_date_counts() {
    PlayedHistory played = kept(TruthScenarios.e23());

    assertThat(endings(played)).containsExactly("CREATED");
  }

  @Test
  void e23_a_jump_of_the_servers_date_counts_once_it_is_confirmed() {
    PlayedHistory played = kept(TruthScenarios.e23jump());

    assertThat(endings(played)).containsExactly("CREATED");
  }
}
