package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each invariant finds the lie that it is there for. */
@Tag("slow")
class InvariantsTest {
  private static final int MADE = 2;

  private PlayedHistory played;

  private static PlayedHistory played() {
    List<SimRow> rows =
        List.of(
            EngineScenarios.row(1, "remark", "hello"), EngineScenarios.row(2, "position", "Chief"));
    return HistoryPlayer.play(
        SimHistory.quiet(
            1, SimTask.staff().lookingUp(Lookup.LIST), rows, List.of(EngineScenarios.host())));
  }

  InvariantsTest() {
    this.played = played();
  }

  @BeforeEach
  void nothing_is_broken_before() {
    assertThat(Invariants.broken(played)).isEmpty();
  }

  private void isFound(String number) {
    assertThat(Invariants.broken(played)).anyMatch(one -> one.startsWith(number + ": "));
  }

  private void tell(Stage stage, int row, UnaryOperator<ToldRow> lie) {
    PlayedLife life = played.last(stage);
    List<ToldRow> rows =
        life.rows().stream().map(told -> told.row() == row ? lie.apply(told) : told).toList();
    replace(life, rows, life.exit());
  }

  private void replace(PlayedLife life, List<ToldRow> rows, int exit) {
    played.lives.set(
        played.lives.indexOf(life),
        new PlayedLife(
            life.number(),
            life.stage(),
            life.other(),
            life.rowsRead(),
            life.beganAt(),
            life.endedAt(),
            exit,
            null,
            rows,
            life.summary(),
            life.words()));
  }

  private static ToldRow ended(ToldRow told, String outcome, String code, long person) {
    return new ToldRow(told.row(), told.name(), outcome, code, "", person, told.attempts());
  }

  private SeenExchange sent(
      CallKind kind, int tag, String path, Map<String, String> fields, byte @Nullable [] photo) {
    String method = kind.deletes() || kind.listsPeople() ? "GET" : "POST";
    SeenExchange sent =
        new SeenExchange(
            played.log.exchanges().size() + 1L,
            0,
            kind,
            tag,
            1,
            new WorldRequest(method, path, fields, photo),
            1,
            false);
    sent.doneAt = 1;
    sent.endedAt = 1;
    sent.heard = "200";
    played.log.add(sent);
    return sent;
  }

  private PersonState made() {
    return Objects.requireNonNull(played.world.people.now(MADE));
  }

  @Test
  void a_row_that_is_told_of_twice_is_found() {
    PlayedLife life = played.last(Stage.STORMY);
    replace(life, List.of(life.rows().get(0), life.rows().get(0)), 0);

    isFound("1");
  }

  @Test
  void an_exit_code_that_does_not_follow_is_found() {
    PlayedLife life = played.last(Stage.STORMY);
    replace(life, life.rows(), 3);

    isFound("1");
  }

  @Test
  void somebody_made_twice_is_found() {
    SeenExchange create =
        sent(CallKind.CREATE_USER, 1, "/api/v1/user", Map.of("name", "Person 1"), null);
    played.world.people.change(Long.MAX_VALUE / 2, 99, made(), ChangeAuthor.ours(1), create.seq);

    isFound("2");
  }

  @Test
  void a_stranger_told_as_created_is_found() {
    tell(Stage.STORMY, 1, told -> ended(told, "CREATED", "", 1));

    isFound("3");
  }

  @Test
  void a_field_that_an_update_erases_is_found() {
    sent(CallKind.GET_PERSON, 1, "/api/v1/user/list", Map.of("id", "1"), null);
    Map<String, String> fields = Map.of("name", "Host", "groups", "1");
    sent(CallKind.UPDATE_USER, 1, "/api/v1/user/update/1", fields, null);

    isFound("4");
  }

  @Test
  void a_field_that_is_not_held_is_found() {
    PersonState lost = made().with(Map.of("remark", "", "position", ""), made().updateAt());
    played.world.people.change(1, MADE, lost, ChangeAuthor.ours(1), 0);

    isFound("5");
  }

  @Test
  void what_the_same_run_told_before_is_no_excuse_for_a_field_that_is_not_held() {
    String lost = "the server stored values other than those sent: position";
    PlayedLife life = played.last(Stage.STORMY);
    ToldRow row = played.told().get(2);
    ToldRow before =
        new ToldRow(
            row.row(), row.name(), "CREATED", "STORED_DIFFERENTLY", lost, MADE, row.attempts());
    lose("position");

    tellToo(List.of(before), life.summary());
    isFound("5");

    Map<String, @Nullable Object> another = new HashMap<>(life.summary());
    another.put("runId", "another");
    played.lives.remove(played.lives.size() - 1);
    tellToo(List.of(before), another);
    assertThat(Invariants.broken(played)).noneMatch(one -> one.startsWith("5: "));
  }

  /** One more life of the history, that was stopped. */
  private void tellToo(List<ToldRow> rows, Map<String, @Nullable Object> summary) {
    PlayedLife life = played.last(Stage.STORMY);
    played.lives.add(
        new PlayedLife(
            played.lives.size(),
            Stage.STORMY,
            false,
            life.rowsRead(),
            life.beganAt(),
            life.endedAt(),
            4,
            null,
            rows,
            summary,
            ""));
  }

  private void lose(String field) {
    PersonState lost = made().with(Map.of(field, ""), made().updateAt());
    played.world.people.change(1, MADE, lost, ChangeAuthor.ours(1), 0);
  }

  @Test
  void a_field_that_is_not_held_is_found_though_somebody_edited_it_before() {
    PersonState edited = made().with(Map.of("position", "by hand"), made().updateAt());
    played.world.people.change(1, MADE, edited, ChangeAuthor.OTHER, 0);
    assertThat(Invariants.broken(played)).noneMatch(one -> one.startsWith("5: "));
    lose("position");

    isFound("5");
  }

  @Test
  void of_rows_that_say_all_the_same_the_first_alone_is_worked() {
    SimRow row = new SimRow(1, EngineScenarios.row(1).cells(), 0, 1, 0);
    SimRow copy = new SimRow(2, row.cells(), 0, 1, 0);
    SimTask task = SimTask.staff().lookingUp(Lookup.LIST).careless(true, false);
    played =
        HistoryPlayer.play(
            SimHistory.quiet(1, task, List.of(row, copy), List.of(EngineScenarios.host())));
    assertThat(Invariants.broken(played)).isEmpty();

    tell(Stage.STORMY, 2, told -> ended(told, "CREATED", "", MADE));
    isFound("9");
    tell(Stage.STORMY, 1, told -> ended(told, "REJECTED_ROW", "DUPLICATE_IN_ROSTER", 0));
    tell(Stage.STORMY, 2, told -> ended(told, "REJECTED_ROW", "DUPLICATE_IN_ROSTER", 0));
    isFound("9");
  }

  @Test
  void a_delete_that_nobody_asked_for_is_found() {
    sent(CallKind.DELETE_USER, 1, "/api/v1/user/delete/2", Map.of(), null);

    isFound("6");
  }

  @Test
  void a_kind_of_request_that_never_succeeds_is_found() {
    for (int n = 0; n < 40; n++) {
      sent(CallKind.QUALITY, 1, "/api/v1/recognition/quality", Map.of(), null).heard = "503";
      sent(CallKind.COUNT_FACES, 1, "/api/v1/recognition/check", Map.of(), null).heard = "200";
    }

    isFound("7");
  }

  @Test
  void a_request_without_an_intent_is_found() {
    played.unmeant.add("left without any intent");

    isFound("8");
  }

  @Test
  void another_ending_than_the_tables_say_is_found() {
    tell(Stage.STORMY, 1, told -> ended(told, "SKIPPED_EXISTING", "", MADE));

    isFound("9");
  }

  @Test
  void a_row_that_is_left_undone_is_found() {
    tell(Stage.QUIET, 1, told -> ended(told, "FAILED", "UNKNOWN_STATE", 0));

    isFound("10");
  }

  @Test
  void a_change_that_is_sent_once_more_is_found() {
    SeenExchange again =
        new SeenExchange(
            played.log.exchanges().size() + 1L,
            played.onceMore().number(),
            CallKind.CREATE_USER,
            1,
            9,
            new WorldRequest("POST", "/api/v1/user", Map.of("name", "Person 1"), null),
            1,
            true);
    played.log.add(again);
    played.world.people.change(2, 98, made(), ChangeAuthor.OTHER, again.seq);

    isFound("11");
  }

  @Test
  void a_photo_of_somebody_else_is_found() {
    Map<String, String> fields = new HashMap<>();
    fields.put("name", "Person 1");
    sent(CallKind.CREATE_USER, 1, "/api/v1/user", fields, FaceBytes.of(9, 9));

    isFound("12");
  }

  @Test
  void a_group_that_nobody_asked_for_is_found() {
    Map<String, String> fields = Map.of("name", "Person 1", "groups", "1,2");
    sent(CallKind.CREATE_USER, 1, "/api/v1/user", fields, null);

    isFound("13");
  }

  @Test
  void the_groups_of_a_person_are_compared_whole() {
    PersonState moved = made().withGroups(Set.of());

    assertThat(moved.differsFrom(made())).containsExactly("groups");
  }
}
