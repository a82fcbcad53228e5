package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.ScenarioPlay.endings;
import static dev.senselink.batch.simulation.ScenarioPlay.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.job.ImportSettings.Lookup;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where somebody was made twice: E9 to E14, each a history. */
@Tag("slow")
class TwiceScenariosTest {
  @Test
  void e9_people_are_found_however_their_keys_are_spelt() {
    PlayedHistory played = kept(TwiceScenarios.e9());

    assertThat(endings(played)).containsOnly("SKIPPED_EXISTING");
  }

  @Test
  void e9_who_gets_a_number_meanwhile_is_found_however_it_is_spelt() {
    PlayedHistory played = kept(TwiceScenarios.e9meanwhile());

    assertThat(endings(played)).containsOnly("SKIPPED_EXISTING");
  }

  @Test
  void who_was_made_twice_is_told_though_the_lists_lag() {
    PlayedHistory played = kept(TwiceScenarios.lagging());

    assertThat(played.madeFor(2)).hasSize(2);
    assertThat(endings(played)).containsExactly("CREATED", "REVIEW DUPLICATE_CREATED");
  }

  @Test
  void a_filter_that_never_finds_anybody_makes_nobody_again() {
    PlayedHistory played = kept(TwiceScenarios.blind());

    assertThat(played.madeFor(1)).hasSize(1);
    assertThat(played.madeFor(2)).hasSize(1);
  }

  @Test
  void a_filter_that_never_finds_anybody_makes_nobody_again_after_a_lost_answer() {
    PlayedHistory played = kept(TwiceScenarios.blindAfterLoss());

    assertThat(played.madeFor(2)).hasSize(1);
  }

  @Test
  void e10_a_gateways_504_is_no_answer_of_the_server() {
    PlayedHistory played = kept(TwiceScenarios.e10());

    assertThat(played.madeFor(2)).hasSize(1);
  }

  @Test
  void e11_a_commit_three_seconds_after_a_time_out_of_one_is_adopted_or_told() {
    kept(TwiceScenarios.e11());
  }

  @ParameterizedTest
  @ValueSource(ints = {60_000, -3_600_000})
  void e12_a_step_of_this_machines_clock_changes_no_wait(int millis) {
    PlayedHistory played = kept(TwiceScenarios.e12(millis));

    PlayedLife end = Objects.requireNonNull(played.end(PlayedLife.Stage.STORMY));
    assertThat(end.endedAt() - end.beganAt()).isLessThan(300_000_000_000L);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "LIST_NULL",
        "LIST_EMPTY_OBJECT",
        "LIST_MISSING",
        "NO_TYPE",
        "ENTRY_LOST",
        "LISTS_NOBODY"
      })
  void e13_a_list_that_is_none_is_not_an_empty_one(ExchangeTwist twist) {
    PlayedHistory played = kept(TwiceScenarios.e13(twist));

    assertThat(played.log.exchanges()).noneMatch(exchange -> exchange.kind.creates());
  }

  @ParameterizedTest
  @EnumSource(names = {"LISTS_HALF", "LISTS_NOBODY"})
  void whom_a_server_that_starts_does_not_list_yet_is_waited_for(ExchangeTwist twist) {
    PlayedHistory played = kept(TwiceScenarios.startsUp(twist, 2));

    for (int row = 1; row <= 12; row++) {
      assertThat(played.madeFor(row)).hasSize(1);
    }
    assertThat(endings(played).subList(0, 6)).containsOnly("SKIPPED_EXISTING");
  }

  @Test
  void whom_a_run_has_only_found_is_waited_for_too() {
    PlayedHistory played = kept(TwiceScenarios.startsUpWithResidents(ExchangeTwist.LISTS_HALF, 2));

    for (int row = 1; row <= 6; row++) {
      assertThat(played.madeFor(row)).isEmpty();
    }
    assertThat(endings(played).subList(0, 6)).containsOnly("SKIPPED_EXISTING");
  }

  @ParameterizedTest
  @EnumSource(names = {"LISTS_HALF", "LISTS_NOBODY"})
  void a_list_that_leaves_out_whom_a_search_finds_ends_the_import(ExchangeTwist twist) {
    PlayedHistory played = kept(TwiceScenarios.startsUp(twist, 200));

    for (int row = 1; row <= 6; row++) {
      assertThat(played.madeFor(row)).hasSize(1);
    }
    assertThat(played.lives.get(1).exit()).isEqualTo(4);
  }

  @Test
  void a_server_that_knows_nobody_for_a_while_is_waited_for() {
    PlayedHistory played = kept(TwiceScenarios.knowsNobody(3, 40));

    for (int row = 1; row <= 12; row++) {
      assertThat(played.madeFor(row)).hasSize(1);
    }
  }

  @Test
  void a_server_that_was_set_up_anew_is_waited_for_and_told() {
    PlayedHistory played = kept(TwiceScenarios.setUpAnew());

    assertThat(endings(played)).containsOnly("CREATED");
    assertThat(played.log.lines())
        .anyMatch(line -> line.contains(" of them are still not listed"))
        .anyMatch(line -> line.contains("or the server was reinstalled"));
  }

  @Test
  void e14_deleting_a_run_forgets_no_open_request() {
    PlayedHistory played = kept(TwiceScenarios.e14());

    assertThat(played.madeFor(1)).hasSize(1);
  }

  @Test
  void e14_what_a_deleted_run_has_sent_is_waited_for_until_it_cannot_land_any_more() {
    PlayedHistory played = kept(TwiceScenarios.deletedAndLate());

    assertThat(played.madeFor(1)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"DEATH", "STOP"})
  void the_next_run_sends_nothing_again_that_may_still_land(MachineEvent.Kind how) {
    PlayedHistory played = kept(TwiceScenarios.cutShort(85_000, how));

    assertThat(played.madeFor(1)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIST", "EACH"})
  void l9_whom_another_row_of_the_run_makes_is_not_asked_about(Lookup lookup) {
    PlayedHistory played = kept(TwiceScenarios.l9(lookup));

    assertThat(endings(played)).hasSize(64).containsOnly("CREATED");
  }

  @ParameterizedTest
  @EnumSource(names = {"LIST", "EACH"})
  void l9_whom_the_run_has_made_before_is_not_asked_about(Lookup lookup) {
    PlayedHistory played = kept(TwiceScenarios.l9(lookup).withFaults(List.of()));

    assertThat(endings(played)).hasSize(64).containsOnly("CREATED");
  }

  @ParameterizedTest
  @EnumSource(names = {"LIST", "EACH"})
  void l9_whom_a_killed_process_of_the_run_has_made_is_not_asked_about(Lookup lookup) {
    PlayedHistory played = kept(TwiceScenarios.l9killed(lookup));

    assertThat(played.madeFor(4)).hasSize(1);
    assertThat(endings(played)).hasSize(64).containsOnly("CREATED");
  }

  @ParameterizedTest
  @CsvSource({"LIST, false", "LIST, true", "EACH, false", "EACH, true"})
  void l9_who_was_there_is_asked_about_though_another_row_is_them(Lookup lookup, boolean updating) {
    PlayedHistory played = kept(TwiceScenarios.l9resident(lookup, updating));

    assertThat(played.told().get(64).ended()).isEqualTo("REVIEW LOOKS_THE_SAME");
    assertThat(played.madeFor(64)).isEmpty();
  }
}
