package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes a history from a seed that is undone in the end: of a list of staff, or of any roster,
 * whose people are updated as a rule. More goes wrong while it is undone.
 */
final class UndoHistoryMaker {
  private static final List<CallKind> UNDOING =
      List.of(
          CallKind.DELETE_USER,
          CallKind.DELETE_GUEST,
          CallKind.UPDATE_USER,
          CallKind.UPDATE_GUEST,
          CallKind.JOIN_GROUP,
          CallKind.CREATE_USER,
          CallKind.GET_PERSON);

  private UndoHistoryMaker() {}

  /** The history of this seed, always the same. */
  static SimHistory of(long seed) {
    SplittableRandom dice = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 7);
    SimHistory base = dice.nextInt(3) == 0 ? ListHistoryMaker.of(seed) : HistoryMaker.of(seed);
    SimHistory made = dice.nextInt(4) == 0 ? base : base.withTask(base.task().updating());
    List<MachineEvent> events = new ArrayList<>(made.events());
    List<WorldFault> faults = new ArrayList<>(made.faults());
    int undoing = made.earlier() > 0 ? 2 : 1;
    if (dice.nextInt(3) == 0) {
      Stage stage = List.of(Stage.LEAVES, Stage.DONE, Stage.ENDED).get(dice.nextInt(3));
      CallKind kind = UNDOING.get(dice.nextInt(UNDOING.size()));
      int row = 1 + dice.nextInt(made.today().size());
      events.add(
          new MachineEvent(
              undoing + dice.nextInt(2),
              dice.nextBoolean()
                  ? WorldMoment.forced(1 + dice.nextInt(40))
                  : WorldMoment.on(kind, row, 1 + dice.nextInt(2), stage),
              MachineEvent.Kind.DEATH,
              0));
    }
    for (int n = dice.nextInt(3); n > 0; n--) {
      List<WorldFault.Kind> kinds =
          List.of(
              WorldFault.Kind.LATE_COMMIT,
              WorldFault.Kind.GATEWAY_AFTER,
              WorldFault.Kind.GATEWAY_BEFORE,
              WorldFault.Kind.CODE_AFTER);
      WorldFault.Kind what = kinds.get(dice.nextInt(kinds.size()));
      WorldFault fault =
          WorldFault.of(
              UNDOING.get(dice.nextInt(UNDOING.size())),
              1 + dice.nextInt(made.today().size()),
              1 + dice.nextInt(2),
              what);
      int timeout = made.task().timeoutSeconds() * 1_000;
      faults.add(
          what == WorldFault.Kind.LATE_COMMIT
              ? fault.after(timeout + 100 + dice.nextInt(timeout))
              : fault.coded(what == WorldFault.Kind.CODE_AFTER ? 50001 : 503));
    }
    return made.withEvents(events)
        .withFaults(faults)
        .withErrands(List.of(ErrandBetween.atEnd(ErrandBetween.Kind.UNDO)));
  }
}
