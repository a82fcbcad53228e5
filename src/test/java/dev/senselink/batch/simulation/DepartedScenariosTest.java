package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.DepartedScenarios.with;
import static dev.senselink.batch.simulation.ScenarioPlay.endings;
import static dev.senselink.batch.simulation.ScenarioPlay.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists that say who has left (L1). */
@Tag("slow")
class DepartedScenariosTest {
  private static boolean hasDoors(PlayedHistory played, int row, Stage stage) {
    PersonState person = played.world.people.at(row + 1L, played.last(stage).endedAt());
    return person != null && !person.groups().isEmpty();
  }

  private static List<String> sent(PlayedHistory played) {
    return played.log.exchanges().stream()
        .filter(one -> one.kind.changes())
        .map(one -> one.kind + " " + one.tag)
        .toList();
  }

  @Test
  void l1_who_has_left_gets_nothing_and_is_told_where_they_have_doors() {
    PlayedHistory played = kept(DepartedScenarios.left());

    assertThat(endings(played))
        .containsExactly(
            "UPDATED",
            "SKIPPED_DEPARTED HAS_DOORS",
            "SKIPPED_DEPARTED HAS_DOORS",
            "UPDATED",
            "UPDATED",
            "SKIPPED_DEPARTED");
    PlayedLife first = played.last(Stage.STORMY);
    assertThat(first.exit()).isEqualTo(3);
    assertThat(first.summary().get("leftWithDoors")).isEqualTo(2L);
    assertThat(sent(played))
        .containsExactlyInAnyOrder("UPDATE_USER 1002", "UPDATE_USER 1005", "UPDATE_USER 1006");
  }

  @Test
  void l1_a_second_row_that_says_left_protects_nobody() {
    PlayedHistory played = kept(DepartedScenarios.leftTwice());

    assertThat(endings(played))
        .contains("SKIPPED_DEPARTED DEPARTED_UNCLEAR")
        .startsWith("UPDATED", "SKIPPED_DEPARTED HAS_DOORS");
  }

  @Test
  void l1_the_row_of_an_earlier_employment_is_no_question() {
    PlayedHistory played = kept(DepartedScenarios.rehired());

    assertThat(endings(played)).endsWith("SKIPPED_DEPARTED").hasSize(DepartedScenarios.COUNT + 1);
    assertThat(played.last(Stage.STORMY).exit()).isZero();
    assertThat(hasDoors(played, 2, Stage.QUIET)).isTrue();
  }

  @Test
  void whom_a_search_by_id_does_not_show_is_not_told_to_be_gone() {
    PlayedHistory played = HistoryPlayer.play(DepartedScenarios.leftUnseen());

    PlayedLife first = played.last(Stage.STORMY);
    assertThat(first.rows())
        .filteredOn(row -> row.row() == 2 || row.row() == 3)
        .extracting(ToldRow::ended)
        .allMatch(ended -> ended.startsWith("FAILED"))
        .hasSize(2);
    assertThat(first.exit()).isIn(3, 4);
  }

  @Test
  void l1_who_has_left_and_is_still_named_does_not_return() {
    PlayedHistory played = kept(DepartedScenarios.stillNamed());

    assertThat(played.last(Stage.AGAIN).rows().stream().map(ToldRow::ended))
        .filteredOn(ended -> ended.startsWith("SKIPPED_DEPARTED"))
        .hasSize(3);
    assertThat(List.of(1, 2, 4)).noneMatch(row -> hasDoors(played, row, Stage.AGAIN));
  }

  @Test
  void l1_an_active_row_of_the_same_person_is_worked_and_protects() {
    PlayedHistory played = kept(DepartedScenarios.employedAgain());

    assertThat(endings(played))
        .containsExactly(
            "UPDATED",
            "SKIPPED_DEPARTED HAS_DOORS",
            "SKIPPED_DEPARTED",
            "UPDATED",
            "UPDATED",
            "SKIPPED_DEPARTED",
            "UPDATED");
    PlayedHistory listed = kept(DepartedScenarios.ofList(DepartedScenarios.employedAgain()));
    assertThat(hasDoors(listed, 2, Stage.QUIET)).isFalse();
    assertThat(hasDoors(listed, 3, Stage.QUIET)).isTrue();
  }

  @Test
  void l1_the_list_takes_out_who_has_left_whoever_they_are() {
    PlayedHistory played = kept(DepartedScenarios.ofList(DepartedScenarios.left()));

    assertThat(played.leavers.get(played.last(Stage.STORMY).number()))
        .extracting(ToldLeaver::person, ToldLeaver::action)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(3L, "REVOKED"),
            org.assertj.core.groups.Tuple.tuple(4L, "REVOKED"));
    assertThat(hasDoors(played, 1, Stage.QUIET)).isTrue();
    assertThat(hasDoors(played, 2, Stage.QUIET)).isFalse();
    assertThat(hasDoors(played, 2, Stage.RETURN)).isTrue();
  }

  @Test
  void l1_of_whom_it_is_not_clear_is_asked_and_nothing_is_sent() {
    PlayedHistory played = kept(DepartedScenarios.ofList(DepartedScenarios.unclear()));

    assertThat(endings(played))
        .containsExactly(
            "UPDATED",
            "REVIEW STATUS_UNCLEAR",
            "REVIEW STATUS_UNCLEAR",
            "REVIEW STATUS_UNCLEAR",
            "UPDATED",
            "CREATED");
    assertThat(played.last(Stage.STORMY).exit()).isEqualTo(3);
    assertThat(sent(played))
        .containsExactlyInAnyOrder("UPDATE_USER 1002", "UPDATE_USER 1006", "CREATE_USER 6");
    assertThat(hasDoors(played, 2, Stage.QUIET)).isTrue();
  }

  @Test
  void l1_who_has_not_begun_gets_nothing_and_keeps_what_they_have() {
    PlayedHistory played = kept(DepartedScenarios.ofList(DepartedScenarios.notBegun()));

    assertThat(endings(played))
        .containsExactly(
            "UPDATED", "SKIPPED_NOT_BEGUN", "UPDATED", "UPDATED", "UPDATED", "SKIPPED_NOT_BEGUN");
    assertThat(played.last(Stage.STORMY).exit()).isZero();
    assertThat(hasDoors(played, 2, Stage.QUIET)).isTrue();
    assertThat(sent(played)).doesNotContain("LEAVE_GROUP 0", "CREATE_USER 6");
  }

  @Test
  void l1_words_that_were_said_hold_alone() {
    SimHistory history = DepartedScenarios.left();
    PlayedHistory played =
        HistoryPlayer.play(
            with(with(history, 1, SimRow.STATUS, "T"), 2, SimRow.STATUS, "A")
                .withTask(history.task().choosing(SimRow.STATUS + "=T", "")));

    assertThat(endings(played))
        .containsExactly(
            "SKIPPED_DEPARTED HAS_DOORS",
            "UPDATED",
            "SKIPPED_DEPARTED HAS_DOORS",
            "UPDATED",
            "UPDATED",
            "REVIEW STATUS_UNCLEAR");
  }

  @Test
  void l1_rows_of_another_part_protect() {
    SimHistory history = DepartedScenarios.ofList(DepartedScenarios.employed());
    SimHistory parts = history;
    for (int n = 1; n <= history.rows().size(); n++) {
      parts = with(parts, n, "Type", n == 2 ? "Contractor" : "Employee");
    }
    PlayedHistory played =
        HistoryPlayer.play(parts.withTask(history.task().choosing("", "Type=Employee")));

    assertThat(endings(played))
        .containsExactly("UPDATED", "SKIPPED_FILTERED", "UPDATED", "UPDATED", "UPDATED", "CREATED");
    assertThat(hasDoors(played, 2, Stage.QUIET)).isTrue();
    assertThat(sent(played)).doesNotContain("LEAVE_GROUP 0");
  }
}
