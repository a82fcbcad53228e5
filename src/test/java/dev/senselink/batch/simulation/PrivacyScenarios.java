package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.EngineScenarios.creating;
import static dev.senselink.batch.simulation.EngineScenarios.row;
import static dev.senselink.batch.simulation.EngineScenarios.when;

import dev.senselink.batch.simulation.ErrandBetween.Kind;
import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.ArrayList;
import java.util.List;

/** Somebody is forgotten: the second of three rows, as the seed has it. */
final class PrivacyScenarios {
  static final int FORGOTTEN = 2;

  private PrivacyScenarios() {}

  static SimHistory erased() {
    return creating(3).and(ErrandBetween.atEnd(Kind.ERASE));
  }

  /**
   * The third row shows the same face, and its photo is checked slowly, so it names the second,
   * made before, as somebody similar.
   */
  static SimHistory lookalike() {
    SimHistory history = erased();
    List<SimRow> rows = new ArrayList<>(history.rows());
    rows.set(2, rows.get(2).withFace(FORGOTTEN));
    return history.withRows(rows).and(slowQuality(3, 9_000));
  }

  private static WorldFault slowQuality(int row, int millis) {
    return WorldFault.of(CallKind.QUALITY, row, 1, WorldFault.Kind.SLOW_ANSWER).after(millis);
  }

  /** The power is cut while their create is under way, and then they are to be forgotten. */
  static SimHistory unanswered() {
    return creating(3)
        .and(
            new MachineEvent(
                0, when(CallKind.CREATE_USER, FORGOTTEN, Stage.DONE), MachineEvent.Kind.DEATH, 0))
        .and(new ErrandBetween(0, Kind.ERASE));
  }

  static SimHistory restored() {
    return creating(3)
        .and(
            ErrandBetween.atEnd(Kind.EXPORT),
            ErrandBetween.atEnd(Kind.PEOPLE_GONE),
            ErrandBetween.atEnd(Kind.RESTORE),
            ErrandBetween.atEnd(Kind.ERASE));
  }

  /**
   * The server is set up anew, and gives whoever has the number of one who is to be forgotten the
   * id that another row's person had.
   */
  static SimHistory idUsedAgain() {
    WorldMoment restoring = WorldMoment.on(CallKind.DEPARTMENTS, RowTags.NOBODY, 3, Stage.ENDED);
    SimHistory history = creating(4);
    List<SimRow> rows = new ArrayList<>(history.rows());
    rows.set(FORGOTTEN - 1, row(FORGOTTEN, "groups", "Extra")); // which the restore gives them
    return history
        .withRows(rows)
        .and(
            ErrandBetween.atEnd(Kind.EXPORT),
            ErrandBetween.atEnd(Kind.SET_UP_ANEW),
            ErrandBetween.atEnd(Kind.RESTORE),
            ErrandBetween.atEnd(Kind.ERASE))
        .and(OtherAct.of(restoring, OtherAct.Kind.TWIN, FORGOTTEN))
        .and(slowQuality(1, 4_000), slowQuality(FORGOTTEN, 9_000)); // the first row is made third
  }

  static SimHistory pruned() {
    return creating(3).and(ErrandBetween.atEnd(Kind.PRUNE));
  }

  /** The report of the run that was deleted is kept, and the one in its place is pruned. */
  static SimHistory prunedAfterDeletion() {
    return creating(3)
        .and(
            ErrandBetween.atEnd(Kind.DELETE_RUNS),
            ErrandBetween.atEnd(Kind.PART_OF_ROSTER),
            ErrandBetween.atEnd(Kind.PRUNE));
  }

  static SimHistory deletedAndPruned() {
    return creating(3).and(ErrandBetween.atEnd(Kind.DELETE_RUNS), ErrandBetween.atEnd(Kind.PRUNE));
  }
}
