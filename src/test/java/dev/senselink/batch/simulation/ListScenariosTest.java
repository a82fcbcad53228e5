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
