package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes a history from a seed in which what broke the promise a second time may happen too: lists
 * that say who has left, rosters that are cut off, answers that are swapped, other time zones,
 * undos between runs, restores after leavers, values that are stored otherwise than they are sent,
 * a second server of the same company. Almost every second one is as {@link HistoryMaker} makes it.
 */
final class GrownHistoryMaker {
  /** {@code -Dkind=N} makes one kind alone. */
  private static final int KIND = Integer.getInteger("kind", -1);

  private static final int KINDS = 14;

  private GrownHistoryMaker() {}

  /** The history of this seed, always the same. */
  static SimHistory of(long seed) {
    SplittableRandom dice = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 13);
    int kind = dice.nextInt(KINDS);
    return switch (KIND < 0 ? kind : KIND) {
      case 0 -> WordsMaker.in(ListHistoryMaker.of(seed), dice);
      case 1 -> WordsMaker.in(GrownKinds.staff(seed), dice);
      case 2 -> swapped(GrownKinds.staff(seed), dice);
      case 3 -> ListHistoryMaker.of(seed).and(ErrandBetween.atEnd(ErrandBetween.Kind.CUT_ROSTER));
      case 4 -> GrownKinds.zones(seed, dice);
      case 5 -> GrownKinds.undoneBetween(seed, dice);
      case 6 -> GrownKinds.restoredAtLast(seed, dice);
      case 7 -> GrownKinds.storedOtherwise(seed, dice);
      case 8 -> GrownKinds.mistaken(seed, dice);
      default -> HistoryMaker.of(seed);
    };
  }

  /** Of some creates, if they are in flight together, each gets the answer of another. */
  private static SimHistory swapped(SimHistory history, SplittableRandom dice) {
    List<WorldFault> faults = new ArrayList<>();
    history.today().stream()
        .filter(row -> dice.nextInt(4) > 0)
        .forEach(
            row ->
                faults.add(
                    WorldFault.twist(
                        CallKind.CREATE_USER, row.number(), 1, ExchangeTwist.SWAPPED)));
    faults.addAll(history.faults());
    SimTask task = history.task();
    return history
        .withResidents(history.residents().subList(0, 1))
        .withFaults(faults)
        .withTask(task.patience(task.timeoutSeconds(), task.tries(), Math.max(3, task.slots())));
  }
}
