package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.ScenarioPlay.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the promise allows is not called broken. */
@Tag("slow")
class FairInvariantsTest {
  private static SimRow row(int number, String name, String job) {
    return SimRow.of(number, Map.of("name", name, "jobNumber", job)).withFace(number);
  }

  /** Two rows that are one person, by other numbers. */
  private static SimHistory twoOfOne(long seed) {
    Map<String, String> second = Map.of("name", "Person 1", "mobile", "13800001001");
    List<SimRow> rows =
        List.of(EngineScenarios.row(1, "mobile", "13800001001"), SimRow.of(2, second));
    return SimHistory.quiet(
        seed, SimTask.staff().lookingUp(Lookup.EACH), rows, List.of(EngineScenarios.host()));
  }

  @Test
  void of_two_rows_that_are_one_person_a_plan_may_work_the_other_one() {
    List<Long> swapped = new ArrayList<>();
    for (long seed = 1; seed <= 32 && swapped.isEmpty(); seed++) {
      SimHistory plain = twoOfOne(seed);
      PlayedHistory planned = kept(planned(plain));
      boolean first = isMade(planned, 1);
      assertThat(first).isNotEqualTo(isMade(planned, 2));
      if (first != isMade(kept(plain), 1)) {
        swapped.add(seed);
      }
    }

    assertThat(swapped).as("else nothing was tried").isNotEmpty();
  }

  /** Both rows find somebody who is left as they are: it is told only while the first works. */
  @Test
  void the_second_of_two_rows_may_be_told_so_or_be_there_already() {
    PlayedHistory played = kept(PlanHistoryMaker.of(1220));

    ToldRow first = Objects.requireNonNull(played.told().get(2));
    ToldRow second = Objects.requireNonNull(played.told().get(3));
    assertThat(List.of(first.ended(), second.ended())).containsOnly("SKIPPED_EXISTING");
    assertThat(first.person()).isEqualTo(second.person());
  }

  private static boolean isMade(PlayedHistory played, int row) {
    return Objects.requireNonNull(played.told().get(row)).is("CREATED");
  }

  private static SimHistory planned(SimHistory history) {
    return history.and(ErrandBetween.atEnd(ErrandBetween.Kind.PLAN));
  }

  /** Groups stand in no list, so that of many updates each second one is looked at for them. */
  @Test
  void the_groups_that_a_server_loses_are_not_the_plans_doing() {
    int last = EngineScenarios.tagOfResident(99);

    PlayedHistory played =
        kept(
            planned(EngineScenarios.updating(100))
                .and(WorldFault.twist(CallKind.UPDATE_USER, last, 1, ExchangeTwist.LOSES_GROUPS)));

    assertThat(ScenarioPlay.endings(played)).containsOnly("UPDATED");
  }

  @Test
  void what_became_of_an_unknown_state_need_not_be_as_in_the_plain_import() {
    WorldFault done =
        WorldFault.of(
                CallKind.UPDATE_USER,
                EngineScenarios.tagOfResident(1),
                1,
                WorldFault.Kind.CODE_AFTER)
            .coded(50002);

    SimHistory one = planned(EngineScenarios.updating(1));

    PlayedHistory played =
        kept(
            one.withRows(List.of(one.rows().get(0).withFace(1)))
                .withTraits(WorldTraits.plain().withDeaf(CallKind.UPDATE_USER, 50003))
                .and(done));

    assertThat(ScenarioPlay.endings(played)).containsExactly("FAILED UNKNOWN_STATE");
  }

  @Test
  void updates_with_a_photo_and_without_are_two_kinds_that_never_succeed() {
    SimHistory deaf = EngineScenarios.updating(3);
    List<SimRow> rows = new ArrayList<>(deaf.rows());
    rows.set(0, rows.get(0).withFace(1));
    rows.set(1, rows.get(1).withFace(2));

    PlayedHistory played =
        kept(
            deaf.withRows(rows)
                .withTask(deaf.task().patience(5, 8, 1))
                .withTraits(WorldTraits.plain().withDeaf(CallKind.UPDATE_USER, 503)));

    assertThat(played.log.exchanges())
        .filteredOn(sent -> sent.kind.updates() && sent.life == 0)
        .hasSizeGreaterThan(21);
  }

  /** Four of seven are too many, and four of eight are not: the brake has let somebody new in. */
  @Test
  void whom_a_brake_held_may_leave_once_the_list_has_grown() {
    List<SimRow> before = new ArrayList<>();
    List<SimResident> residents = new ArrayList<>();
    for (int n = 1; n <= 7; n++) {
      before.add(row(4 + n, "Person " + n, "E10" + n).withFace(0));
      residents.add(SimResident.staff(n, before.get(n - 1).cells()).withFace(0));
    }
    List<SimRow> today = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      today.add(row(n, "Person " + n, "E10" + n));
    }
    today.add(row(4, "New", "E120"));

    PlayedHistory played =
        kept(
            SimHistory.quiet(1, SimTask.staff().lookingUp(Lookup.LIST), today, residents)
                .after(before)
                .withTraits(WorldTraits.plain().withDeaf(CallKind.CREATE_USER, 503)));

    PlayedLife quiet = Objects.requireNonNull(played.end(Stage.QUIET));
    assertThat(quiet.summary().get("leaversBrake")).isEqualTo("TOO_MANY");
    assertThat(played.log.exchanges())
        .filteredOn(sent -> sent.kind == CallKind.LEAVE_GROUP)
        .hasSize(4)
        .allMatch(sent -> sent.life > quiet.number());
  }

  /** What a plan would create is refused, and made by the next import only. */
  @Test
  void whom_a_namesake_protected_leaves_at_the_next_import() {
    List<SimRow> today =
        List.of(row(1, "Person 1", "E101"), row(2, "Person 2", "E102"), row(3, "Ann", "E103"));
    List<SimRow> before =
        List.of(row(4, "Ann", "L201"), row(5, "Person 1", "E101"), row(6, "Person 2", "E102"));
    List<SimResident> residents = new ArrayList<>();
    for (SimRow row : before) {
      residents.add(SimResident.staff(row.number(), row.cells()).withFace(0));
    }
    WorldFault refused =
        WorldFault.of(CallKind.CREATE_USER, 3, 1, WorldFault.Kind.CODE_BEFORE).coded(30001);

    PlayedHistory played =
        kept(
            SimHistory.quiet(1, SimTask.staff().lookingUp(Lookup.LIST), today, residents)
                .after(before.stream().map(row -> row.withFace(0)).toList())
                .and(refused)
                .and(ErrandBetween.atEnd(ErrandBetween.Kind.PLAN)));

    int quiet = Objects.requireNonNull(played.end(Stage.QUIET)).number();
    assertThat(Objects.requireNonNull(played.leavers.get(quiet)))
        .extracting(ToldLeaver::code)
        .containsExactly("SAME_NAME_NEW");
    assertThat(played.log.exchanges())
        .filteredOn(sent -> sent.kind == CallKind.LEAVE_GROUP)
        .isNotEmpty()
        .allMatch(sent -> sent.life > quiet);
  }
}
