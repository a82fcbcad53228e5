package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.EngineScenarios.faceless;
import static dev.senselink.batch.simulation.EngineScenarios.tagOfResident;
import static dev.senselink.batch.simulation.EngineScenarios.updating;
import static dev.senselink.batch.simulation.EngineScenarios.visitor;
import static dev.senselink.batch.simulation.ScenarioPlay.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import dev.senselink.batch.simulation.WorldFault.Kind;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an undo once left as the run had made it, or told of what was not so: each a history. */
@Tag("slow")
class UndoScenariosTest {
  private static PlayedHistory undone(SimHistory history) {
    PlayedHistory played =
        HistoryPlayer.play(history.and(ErrandBetween.atEnd(ErrandBetween.Kind.UNDO)));
    List<String> broken = Invariants.undone(played);
    assertThat(broken).withFailMessage(() -> HistoryTable.print(played, broken)).isEmpty();
    return played;
  }

  private static List<String> endings(PlayedHistory played) {
    return played.last(Stage.UNDO).rows().stream().map(ToldRow::ended).toList();
  }

  @Test
  void what_the_wrong_spelling_took_is_as_before_the_run() {
    PlayedHistory played =
        undone(
            updating(1, "entryTime", "2019-05-06", "areaCode", "86")
                .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.CAMEL)));

    assertThat(endings(played)).containsExactly("UPDATED");
    assertThat(field(played, 2, "entryTime")).isEqualTo("2019-05-06");
    assertThat(field(played, 2, "areaCode")).isEqualTo("86");
  }

  @Test
  void what_the_server_cut_of_an_update_that_was_not_answered_is_not_told_to_be_back() {
    SimHistory history =
        updating(1, "remark", "before")
            .withTraits(WorldTraits.plain().withStorage(WorldTraits.KeyStorage.AS_SENT, false, 10))
            .and(
                WorldFault.of(CallKind.UPDATE_USER, tagOfResident(1), 1, Kind.GATEWAY_AFTER)
                    .coded(503));
    PlayedHistory played =
        undone(
            history.withRows(
                history.rows().stream()
                    .map(row -> row.with("remark", "that is too long"))
                    .toList()));

    assertThat(endings(played)).containsExactly("REVIEW CHANGED_SINCE");
    assertThat(field(played, 2, "remark")).isEqualTo("that is to");
  }

  @Test
  void what_was_blank_is_blank_again_in_whatever_spelling() {
    SimHistory history =
        updating(2)
            .withTraits(
                WorldTraits.plain().withSpelling(FieldSpelling.CAMEL).withOmitted(true, false));
    PlayedHistory played =
        undone(
            history.withRows(
                history.rows().stream().map(row -> row.with("entryTime", "2020-01-02")).toList()));

    assertThat(endings(played)).containsExactly("UPDATED", "UPDATED");
    assertThat(field(played, 2, "entryTime")).isEmpty();
    assertThat(field(played, 3, "entryTime")).isEmpty();
  }

  @Test
  void l6_visitors_come_back_with_the_id_number_that_the_server_demands() {
    SimHistory ended =
        OverwriteScenarios.ended(visitor(1, "2026-03-06 09:00:00", "2026-03-07 18:00:00"));
    PlayedHistory played =
        undone(
            ended
                .withRows(
                    ended.rows().stream()
                        .map(row -> row.with("idNumber", "11010519491231002" + row.number()))
                        .toList())
                .withTraits(WorldTraits.plain().demandingNumbers()));

    assertThat(endings(played)).contains("RESTORED", "RESTORED", "RESTORED");
  }

  @Test
  void l44_of_a_row_that_has_made_two_people_both_go() {
    PlayedHistory played = undone(TwiceScenarios.lagging());

    assertThat(played.madeFor(2)).hasSize(2);
    assertThat(endings(played)).containsExactly("REMOVED", "REMOVED", "REMOVED");
  }

  private static final WorldMoment FIRST_REMOVED =
      WorldMoment.on(CallKind.DELETE_USER, 1, 1, WorldMoment.Stage.ENDED);

  private static OtherAct listsNobody(WorldMoment when, int millis) {
    return OtherAct.of(when, OtherAct.Kind.LISTS_NOBODY, RowTags.NOBODY).numbered(millis);
  }

  private static List<String> made(PlayedHistory played) {
    return played.world.people.living().stream()
        .map(PersonState::name)
        .filter(name -> name.startsWith("Person"))
        .toList();
  }

  @Test
  void nobody_is_told_to_be_gone_while_a_server_that_starts_lists_nobody() {
    PlayedHistory played = undone(faceless(4).and(listsNobody(FIRST_REMOVED, 20_000)));

    assertThat(endings(played)).containsOnly("REMOVED").hasSize(4);
    assertThat(made(played)).isEmpty();
  }

  @Test
  void whom_a_server_does_not_show_for_long_is_told_to_be_unclear_and_removed_the_next_time() {
    PlayedHistory played = undone(faceless(4).and(listsNobody(FIRST_REMOVED, 200_000)));

    List<PlayedLife> undos =
        played.lives.stream().filter(life -> life.stage() == Stage.UNDO).toList();
    assertThat(undos.get(0).rows().stream().map(ToldRow::ended))
        .containsExactly("REMOVED", "FAILED 200", "FAILED 200", "FAILED 200");
    assertThat(undos.get(0).exit()).isEqualTo(4);
    assertThat(endings(played)).containsExactly("REMOVED", "REMOVED", "REMOVED", "REMOVED");
    assertThat(made(played)).isEmpty();
  }

  @Test
  void nor_is_anybody_where_the_server_lists_nobody_as_the_undo_begins() {
    WorldMoment begins =
        WorldMoment.on(CallKind.COMPANY, RowTags.NOBODY, 2, WorldMoment.Stage.LEAVES);
    PlayedHistory played = undone(faceless(4).and(listsNobody(begins, 900_000)));

    assertThat(endings(played)).containsOnly("FAILED 200").hasSize(4);
    assertThat(made(played)).hasSize(4);
  }

  @Test
  void nor_is_whoever_is_not_shown_for_a_moment_just_before_the_delete() {
    WorldMoment looked = WorldMoment.on(CallKind.GET_PERSON, 2, 1, WorldMoment.Stage.ENDED);
    PlayedHistory played = undone(faceless(4).and(listsNobody(looked, 100)));

    assertThat(endings(played)).containsOnly("REMOVED").hasSize(4);
  }

  @Test
  void nor_just_before_an_update() {
    WorldMoment look =
        WorldMoment.on(CallKind.GET_PERSON, tagOfResident(2), 1, WorldMoment.Stage.LEAVES);
    PlayedHistory played = undone(updating(3).and(listsNobody(look, 100)));

    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended)).containsOnly("UPDATED");
  }

  private static SimHistory notTaken() {
    SimHistory history = faceless(5);
    for (int row = 2; row <= 5; row++) {
      history =
          history.and(WorldFault.twist(CallKind.DELETE_USER, row, 1, ExchangeTwist.TAKES_NOTHING));
    }
    return history;
  }

  @Test
  void whom_deletes_did_not_take_from_the_second_on_is_told_to_be_there() {
    PlayedHistory played = undone(notTaken());

    PlayedLife undo = played.last(Stage.UNDO);
    assertThat(endings(played))
        .containsExactly(
            "REMOVED",
            "FAILED NOT_TAKEN",
            "FAILED NOT_TAKEN",
            "FAILED NOT_TAKEN",
            "FAILED NOT_TAKEN");
    assertThat(undo.exit()).isEqualTo(3);
    assertThat(made(played)).hasSize(4);
  }

  @Test
  void and_goes_with_a_further_undo() {
    PlayedHistory played = undone(notTaken().and(ErrandBetween.atEnd(ErrandBetween.Kind.UNDO)));

    assertThat(endings(played)).containsExactly("REMOVED", "REMOVED", "REMOVED", "REMOVED");
    assertThat(made(played)).isEmpty();
  }

  @Test
  void an_answer_that_shows_another_person_is_no_answer() {
    SimHistory history = updating(3);
    for (int nth = 1; nth <= 3; nth++) {
      history =
          history.and(
              WorldFault.twist(
                  CallKind.GET_PERSON, tagOfResident(2), nth, ExchangeTwist.SHOWS_ANOTHER));
    }
    PlayedHistory played = undone(history);

    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended)).containsOnly("UPDATED");
    assertThat(endings(played)).containsOnly("UPDATED");
  }

  @Test
  void l8_a_number_that_an_update_stored_wrongly_is_as_before_the_run() {
    PlayedHistory played = undone(StoredScenarios.l8numbers());

    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended))
        .containsOnlyOnce("UPDATED STORED_WRONGLY");
    assertThat(endings(played)).containsExactly("UPDATED");
    assertThat(field(played, 2, "jobNumber")).isEmpty();
  }

  @Test
  void l8_and_so_are_all_whose_wrong_numbers_were_accepted() {
    SimHistory history = StoredScenarios.l8numbers();
    PlayedHistory played = undone(history.withTask(history.task().accepting("jobNumber")));

    assertThat(played.lives.get(0).rows().stream().map(ToldRow::ended))
        .hasSize(3)
        .containsOnly("UPDATED STORED_DIFFERENTLY");
    assertThat(endings(played)).containsExactly("UPDATED", "UPDATED", "UPDATED");
    for (int person = 2; person <= 4; person++) {
      assertThat(field(played, person, "jobNumber")).isEmpty();
    }
  }
}
