package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What else is run beside imports: decisions, backups and their return. */
@Tag("slow")
class CommandScenariosTest {
  private static PlayedHistory kept(SimHistory history) {
    PlayedHistory played = HistoryPlayer.play(history);
    List<String> broken = Invariants.broken(played);
    assertThat(broken).withFailMessage(() -> HistoryTable.print(played, broken)).isEmpty();
    return played;
  }

  /** Three rows are new; eight people are there. */
  private static SimHistory quiet() {
    List<SimRow> rows =
        List.of(
            EngineScenarios.row(1, "remark", "hello"),
            EngineScenarios.row(2, "position", "Chief"),
            EngineScenarios.row(3, "remark", "bye"));
    List<SimResident> residents = new ArrayList<>(List.of(EngineScenarios.host()));
    for (int n = 2; n <= 8; n++) {
      residents.add(SimResident.staff(n, Map.of("name", "Resident " + n, "jobNumber", "R" + n)));
    }
    return SimHistory.quiet(7, SimTask.staff(), rows, residents);
  }

  private static PlayedLife last(PlayedHistory played, Stage stage) {
    return Objects.requireNonNull(played.lastOrNone(stage));
  }

  @Test
  void a_backup_has_everybody() {
    PlayedHistory played = kept(quiet().and(ErrandBetween.atEnd(ErrandBetween.Kind.EXPORT)));

    assertThat(played.exports).hasSize(2).allMatch(PlayedExport::made);
    assertThat(played.exports.get(0).people()).hasSize(11);
    assertThat(played.exports.get(0).people().values()).allMatch(one -> one.photo() != null);
  }

  @Test
  void whoever_is_gone_comes_back_with_a_restore() {
    PlayedHistory played =
        kept(
            quiet()
                .and(
                    ErrandBetween.atEnd(ErrandBetween.Kind.EXPORT),
                    ErrandBetween.atEnd(ErrandBetween.Kind.PEOPLE_GONE),
                    ErrandBetween.atEnd(ErrandBetween.Kind.RESTORE)));

    assertThat(played.world.people.living()).hasSize(11);
    assertThat(last(played, Stage.RESTORE).exit()).isZero();
  }

  /** The list still shows whoever was there before: strangers have their ids by now. */
  @Test
  void a_restore_behind_a_list_that_lags_puts_no_stranger_into_a_group() {
    PlayedHistory played =
        kept(
            quiet()
                .withTraits(WorldTraits.plain().withLag(600))
                .and(
                    ErrandBetween.atEnd(ErrandBetween.Kind.EXPORT),
                    ErrandBetween.atEnd(ErrandBetween.Kind.SET_UP_ANEW),
                    ErrandBetween.atEnd(ErrandBetween.Kind.RESTORE)));

    assertThat(played.world.people.living())
        .filteredOn(one -> one.of("name").startsWith("Newcomer"))
        .hasSize(3)
        .allMatch(one -> one.groups().isEmpty());
  }

  /** The same, where a restore took strangers for those of the backup, and was stopped. */
  @Test
  void a_restore_that_goes_on_looks_again_whom_it_has_found() {
    PlayedHistory played =
        kept(
            quiet()
                .withTraits(WorldTraits.plain().withLag(5_000))
                .and(new MachineEvent(2, WorldMoment.forced(5), MachineEvent.Kind.STOP, 0))
                .and(
                    ErrandBetween.atEnd(ErrandBetween.Kind.EXPORT),
                    ErrandBetween.atEnd(ErrandBetween.Kind.SET_UP_ANEW),
                    ErrandBetween.atEnd(ErrandBetween.Kind.RESTORE)));

    assertThat(played.lives)
        .filteredOn(life -> life.stage() == Stage.RESTORE)
        .hasSizeGreaterThan(3); // it was stopped
    assertThat(played.world.people.living())
        .filteredOn(one -> one.of("name").startsWith("Newcomer"))
        .hasSize(3)
        .allMatch(one -> one.groups().isEmpty());
  }

  @Test
  void a_question_is_carried_out_as_it_was_decided() {
    SimHistory asked = quiet();
    List<SimRow> rows = new ArrayList<>(asked.rows());
    rows.set(0, rows.get(0).withFace(1003)); // somebody who is there looks like that

    PlayedHistory played =
        kept(asked.withRows(rows).and(ErrandBetween.atEnd(ErrandBetween.Kind.RESOLVE)));

    assertThat(played.told().values()).anyMatch(row -> row.is("REVIEW"));
    assertThat(last(played, Stage.RESOLVE).rows()).hasSize(1).noneMatch(row -> row.is("FAILED"));
  }
}
