package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.EngineScenarios.creating;
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
    return history
        .withRows(rows)
        .and(WorldFault.of(CallKind.QUALITY, 3, 1, WorldFault.Kind.SLOW_ANSWER).after(9_000));
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
