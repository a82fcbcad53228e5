package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.ScenarioPlay.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A list whose people leave and come back: what broke in histories, each a scenario. */
@Tag("slow")
class ListScenariosTest {
  private static final int LEAVER = 4;

  private static SimRow row(int number, String name, String job) {
    return SimRow.of(number, Map.of("name", name, "jobNumber", job)).withFace(0);
  }

  /** Three stay, and one, who is in two groups, leaves. */
  private static SimHistory leaving(Lookup lookup) {
    List<SimRow> today = new ArrayList<>();
    List<SimRow> before = new ArrayList<>();
    List<SimResident> residents = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      today.add(row(n, "Person " + n, "E10" + n).with("position", "Clerk"));
      before.add(row(n + 3, "Person " + n, "E10" + n));
      residents.add(
          SimResident.staff(n, Map.of("name", "Person " + n, "jobNumber", "E10" + n)).withFace(0));
    }
    before.add(row(7, "Leaver", "L201"));
    residents.add(
        new SimResident(
            LEAVER,
            PersonState.STAFF,
            Map.of("name", "Leaver", "jobNumber", "L201"),
            Set.of("Default", "Extra"),
            0));
    SimTask task = SimTask.staff().updating().careless(true, false).lookingUp(lookup);
    return SimHistory.quiet(1, task, today, residents).after(before);
  }

  private static WorldMoment leaves(WorldMoment.Stage stage) {
    return WorldMoment.on(CallKind.LEAVE_GROUP, RowTags.NOBODY, 1, stage);
  }

  private static List<String> told(PlayedHistory played) {
    return played.leavers.values().stream().flatMap(List::stream).map(ToldLeaver::action).toList();
  }

  @Test
  void an_import_that_goes_on_knows_whom_its_rows_were() {
    PlayedHistory played =
        kept(
            leaving(Lookup.EACH)
                .and(
                    new MachineEvent(
                        1, leaves(WorldMoment.Stage.ENDED), MachineEvent.Kind.DEATH, 0)));

    assertThat(played.lives)
        .filteredOn(life -> life.stage() == Stage.STORMY)
        .extracting(life -> life.summary().get("leaversBrake"))
        .last()
        .isEqualTo("");
    assertThat(told(played)).contains("REVOKED", "RETURNED");
  }

  /** The same with a second one who leaves, and is in one group. */
  private static SimHistory twoLeaving() {
    SimHistory history = leaving(Lookup.LIST);
    List<SimRow> rows = new ArrayList<>(history.rows());
    rows.add(row(8, "Another", "L202"));
    List<SimResident> residents = new ArrayList<>(history.residents());
    residents.add(
        new SimResident(
            LEAVER + 1,
            PersonState.STAFF,
            Map.of("name", "Another", "jobNumber", "L202"),
            Set.of("Default"),
            0));
    return history
        .withRows(rows.subList(0, 3))
        .withResidents(residents)
        .after(rows.subList(3, rows.size()));
  }

  /** The third request is the one for whom leaves second. */
  private static WorldFault third(WorldFault.Kind what, int code) {
    return WorldFault.of(CallKind.LEAVE_GROUP, RowTags.NOBODY, 3, what).coded(code);
  }

  private static List<WorldFault> notCarriedOut() {
    return List.of(
        third(WorldFault.Kind.CODE_BEFORE, 620),
        WorldFault.twist(CallKind.LEAVE_GROUP, RowTags.NOBODY, 3, ExchangeTwist.TAKES_NOTHING),
        third(WorldFault.Kind.RESET_BEFORE, 0),
        third(WorldFault.Kind.GATEWAY_BEFORE, 502));
  }

  @ParameterizedTest
  @MethodSource("notCarriedOut")
  void a_leaver_whom_a_starting_server_does_not_list_keeps_their_line(WorldFault fault) {
    OtherAct nobody =
        OtherAct.of(
                WorldMoment.on(CallKind.LEAVE_GROUP, RowTags.NOBODY, 3, WorldMoment.Stage.ENDED),
                OtherAct.Kind.LISTS_NOBODY,
                RowTags.NOBODY)
            .numbered(300_000);

    PlayedHistory played = kept(twoLeaving().and(fault).and(nobody));

    PlayedLife first =
        played.lives.stream()
            .filter(life -> life.stage() == Stage.STORMY)
            .findFirst()
            .orElseThrow();
    assertThat(played.leavers.get(first.number()))
        .extracting(told -> told.person() + " " + told.action() + " " + told.code())
        .containsExactlyInAnyOrder("4 REVOKED ", "5 LEFT REVOKE_FAILED");
    assertThat(first.summary()).containsEntry("leaversLeft", 1L);
  }

  @Test
  void a_member_of_whom_the_server_does_not_tell_is_a_brake() {
    SimHistory history = leaving(Lookup.LIST);
    List<SimResident> residents = new ArrayList<>(history.residents());
    for (int n = LEAVER + 1; n <= LEAVER + 3; n++) { // so that it is the leaver who is left out
      residents.add(SimResident.staff(n, Map.of("name", "Stranger " + n, "jobNumber", "S" + n)));
    }
    history = history.withResidents(residents);
    for (int nth = 1; nth <= 9; nth++) {
      history =
          history.and(
              WorldFault.twist(
                  CallKind.LIST_EVERYBODY, RowTags.NOBODY, nth, ExchangeTwist.ENTRY_LOST));
    }
    WorldMoment last =
        WorldMoment.on(CallKind.LIST_EVERYBODY, RowTags.NOBODY, 3, WorldMoment.Stage.ENDED);

    PlayedHistory played =
        kept(
            history.and(
                OtherAct.of(last, OtherAct.Kind.LISTS_NOBODY, RowTags.NOBODY).numbered(300_000)));

    PlayedLife first =
        played.lives.stream()
            .filter(life -> life.stage() == Stage.STORMY)
            .findFirst()
            .orElseThrow();
    assertThat(first.summary()).containsEntry("leaversBrake", "RUN_NOT_COMPLETE");
  }

  @Test
  void who_goes_on_names_the_groups_that_a_killed_process_took_somebody_out_of() {
    WorldMoment taken =
        WorldMoment.on(CallKind.LEAVE_GROUP, RowTags.NOBODY, 2, WorldMoment.Stage.ENDED);

    PlayedHistory played =
        kept(twoLeaving().and(new MachineEvent(1, taken, MachineEvent.Kind.DEATH, 0)));

    assertThat(played.leavers.values().stream().flatMap(List::stream))
        .filteredOn(told -> told.person() == LEAVER && told.action().equals("REVOKED"))
        .extracting(ToldLeaver::groups)
        .containsOnly("Default;Extra");
  }

  @Test
  void what_others_have_taken_meanwhile_is_not_given_back() {
    OtherAct moved =
        OtherAct.of(
                leaves(WorldMoment.Stage.LEAVES),
                OtherAct.Kind.MOVE_GROUPS,
                RowTags.RESIDENT + LEAVER)
            .numbered(7);

    PlayedHistory played = kept(leaving(Lookup.LIST).and(moved));

    assertThat(played.log.exchanges())
        .filteredOn(sent -> sent.kind == CallKind.LEAVE_GROUP || sent.kind == CallKind.JOIN_GROUP)
        .extracting(sent -> sent.kind + " " + sent.request.of("groupId"))
        .containsExactly("LEAVE_GROUP 1", "JOIN_GROUP 1");
  }
}
