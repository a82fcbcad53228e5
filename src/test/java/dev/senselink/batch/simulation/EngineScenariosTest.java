package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the enrolment promise once broke: E1 to E23 of the findings, each a history. */
class EngineScenariosTest {
  private static PlayedHistory kept(SimHistory history) {
    PlayedHistory played = HistoryPlayer.play(history);
    List<String> broken = Invariants.broken(played);
    assertThat(broken).withFailMessage(() -> HistoryTable.print(played, broken)).isEmpty();
    return played;
  }

  private static List<String> endings(PlayedHistory played) {
    return played.told().values().stream().map(ToldRow::ended).toList();
  }

  private static String field(PlayedHistory played, long person, String field) {
    return Objects.requireNonNull(played.world.people.now(person)).of(field);
  }

  @Test
  void e1_what_somebody_edits_while_the_first_update_takes_its_time_stays() {
    PlayedHistory played = kept(EngineScenarios.e1());

    for (long person = 3; person <= 5; person++) {
      assertThat(field(played, person, "position")).isEqualTo("by hand");
      assertThat(field(played, person, "remark")).isEqualTo("new");
    }
  }

  @Test
  void e1_what_somebody_edits_in_an_outage_after_the_read_stays() {
    PlayedHistory played = kept(EngineScenarios.e1outage());

    for (long person = 2; person <= 4; person++) {
      assertThat(field(played, person, "position")).isEqualTo("by hand");
    }
  }

  @Test
  void e2_an_update_that_is_sent_again_erases_no_id_number() {
    PlayedHistory played = kept(EngineScenarios.e2());

    assertThat(field(played, 2, "idNumber")).isEqualTo("ID7");
    assertThat(endings(played)).containsExactly("REVIEW ID_NUMBER_UNKNOWN");
  }

  @Test
  void e2_an_update_that_is_sent_again_takes_nobody_out_of_groups() {
    PlayedHistory played = kept(EngineScenarios.e2groups());

    assertThat(Objects.requireNonNull(played.world.people.now(2)).groups()).containsExactly(1L);
    assertThat(endings(played)).containsExactly("REVIEW GROUPS_UNKNOWN");
  }

  @Test
  void e3_somebody_elses_person_is_not_taken_for_the_rows() {
    PlayedHistory played = kept(EngineScenarios.e3());

    assertThat(endings(played)).first().isEqualTo("CREATED");
    assertThat(endings(played).get(1)).isNotEqualTo("CREATED");
  }

  @Test
  void e4_who_was_added_by_hand_meanwhile_is_told() {
    PlayedHistory played = kept(EngineScenarios.e4());

    assertThat(endings(played)).containsExactly("CREATED", "CREATED APPEARED_MEANWHILE");
    assertThat(played.lives.get(0).exit()).isEqualTo(3);
  }

  @Test
  void e5_visitors_who_were_prolonged_after_a_cut_import_stay() {
    PlayedHistory played = kept(EngineScenarios.e5());

    assertThat(played.world.people.all()).noneMatch(PersonChange::isEnd);
  }

  @Test
  void e6_whoever_a_row_asks_about_stays() {
    PlayedHistory played = kept(EngineScenarios.e6());

    assertThat(endings(played)).containsExactly("REVIEW 30002");
    assertThat(played.world.people.all().stream().filter(PersonChange::isEnd)).hasSize(2);
  }

  @Test
  void e7_one_person_is_worked_by_one_row() {
    PlayedHistory played = kept(EngineScenarios.e7());

    assertThat(endings(played)).contains("REJECTED_ROW DUPLICATE_IN_ROSTER").contains("UPDATED");
  }

  @Test
  void e8_what_follows_50001_after_a_kill_is_read_merged_and_sent() {
    PlayedHistory played = kept(EngineScenarios.e8());

    long person = played.madeFor(1).get(0).person();
    assertThat(field(played, person, "position")).isEqualTo("by hand");
  }

  @Test
  void e9_people_are_found_however_their_keys_are_spelt() {
    PlayedHistory played = kept(EngineScenarios.e9());

    assertThat(endings(played)).containsOnly("SKIPPED_EXISTING");
  }

  @Test
  void a_filter_that_never_finds_anybody_makes_nobody_again() {
    PlayedHistory played = kept(EngineScenarios.blind());

    assertThat(played.madeFor(1)).hasSize(1);
    assertThat(played.madeFor(2)).hasSize(1);
  }

  @Test
  void a_filter_that_never_finds_anybody_makes_nobody_again_after_a_lost_answer() {
    PlayedHistory played = kept(EngineScenarios.blindAfterLoss());

    assertThat(played.madeFor(2)).hasSize(1);
  }

  @Test
  void e10_a_gateways_504_is_no_answer_of_the_server() {
    PlayedHistory played = kept(EngineScenarios.e10());

    assertThat(played.madeFor(2)).hasSize(1);
  }

  @Test
  void e11_a_commit_three_seconds_after_a_time_out_of_one_is_adopted_or_told() {
    kept(EngineScenarios.e11());
  }

  @ParameterizedTest
  @ValueSource(ints = {60_000, -3_600_000})
  void e12_a_step_of_this_machines_clock_changes_no_wait(int millis) {
    PlayedHistory played = kept(EngineScenarios.e12(millis));

    PlayedLife end = Objects.requireNonNull(played.end(PlayedLife.Stage.STORMY));
    assertThat(end.endedAt() - end.beganAt()).isLessThan(300_000_000_000L);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIST_NULL", "LIST_EMPTY_OBJECT", "LIST_MISSING", "NO_TYPE", "ENTRY_LOST"})
  void e13_a_list_that_is_none_is_not_an_empty_one(ExchangeTwist twist) {
    PlayedHistory played = kept(EngineScenarios.e13(twist));

    assertThat(played.log.exchanges()).noneMatch(exchange -> exchange.kind.creates());
  }

  @Test
  void e14_deleting_a_run_forgets_no_open_request() {
    PlayedHistory played = kept(EngineScenarios.e14());

    assertThat(played.madeFor(1)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {50002, 50003, 503})
  void e15_a_kind_of_request_that_never_succeeds_stops_the_run(int code) {
    PlayedHistory played = kept(EngineScenarios.e15(code));

    long tries =
        played.log.exchanges().stream().filter(e -> e.kind.creates() && e.life == 0).count();
    assertThat(tries).isBetween(10L, 20L + played.history.task().slots());
    assertThat(played.lives.get(0).exit()).isEqualTo(4);
  }

  @Test
  void e16_a_refusal_frees_the_next() {
    PlayedHistory played = kept(EngineScenarios.e16());

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
    PlayedHistory played = kept(EngineScenarios.e17());

    assertThat(endings(played)).containsOnly("CREATED");
    assertThat(played.lives.get(0).exit()).isZero();
  }

  @Test
  void e17_a_list_that_lags_stops_no_deleting() {
    PlayedHistory played = kept(EngineScenarios.e17delete());

    assertThat(played.lives)
        .filteredOn(life -> life.stage() == PlayedLife.Stage.STORMY)
        .extracting(PlayedLife::exit)
        .containsExactly(0);
    assertThat(played.world.people.all().stream().filter(PersonChange::isEnd)).hasSize(3);
  }

  @Test
  void e18_what_trimming_explains_stops_nothing() {
    PlayedHistory played = kept(EngineScenarios.e18());

    assertThat(played.lives.get(0).ended()).isTrue();
  }

  @Test
  void e19_a_photo_that_was_not_kept_is_told() {
    PlayedHistory played = kept(EngineScenarios.e19create());

    assertThat(endings(played)).first().isEqualTo("CREATED");
    assertThat(endings(played).subList(1, 3)).doesNotContain("CREATED");
  }

  @Test
  void e19_an_update_of_which_nothing_was_taken_failed() {
    PlayedHistory played = kept(EngineScenarios.e19update());

    assertThat(endings(played).subList(1, 3)).containsOnly("FAILED NOT_TAKEN");
  }

  @Test
  void e19_who_was_not_made_is_not_created() {
    PlayedHistory played = kept(EngineScenarios.e19nobody());

    assertThat(played.madeFor(1)).hasSize(1);
  }

  @Test
  void e20_a_very_long_refusal_ends_a_row_and_no_more() {
    PlayedHistory played = kept(EngineScenarios.e20words());

    assertThat(endings(played)).containsExactly("CREATED", "REJECTED_ROW 30001");
  }

  @Test
  void e20_very_long_texts_of_the_server_are_cut_where_they_are_kept() {
    PlayedHistory played = kept(EngineScenarios.e20text());

    assertThat(endings(played)).containsExactly("SKIPPED_EXISTING", "REVIEW 30002");
  }

  @Test
  void e22_nothing_leaves_after_a_flush_that_failed() {
    PlayedHistory played = kept(EngineScenarios.e22());

    assertThat(played.told().values()).noneMatch(row -> row.is("SKIPPED_EXISTING"));
  }

  @Test
  void e23_only_the_servers_own_date_counts() {
    PlayedHistory played = kept(EngineScenarios.e23());

    assertThat(endings(played)).containsExactly("CREATED");
  }
}
