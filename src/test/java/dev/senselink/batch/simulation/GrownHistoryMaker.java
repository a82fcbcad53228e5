package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Makes a history from a seed in which what broke the promise a second time may happen too: lists
 * that say who has left, rosters that are cut off, answers that are swapped. Every second one is as
 * {@link HistoryMaker} makes it.
 */
final class GrownHistoryMaker {
  private static final int KINDS = 8;
  private static final int NEXT = 1_000_003;
  private static final int ROWS = 4;

  private GrownHistoryMaker() {}

  /** The history of this seed, always the same. */
  static SimHistory of(long seed) {
    SplittableRandom dice = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 13);
    return switch (dice.nextInt(KINDS)) {
      case 0 -> WordsMaker.in(ListHistoryMaker.of(seed), dice);
      case 1 -> WordsMaker.in(staff(seed), dice);
      case 2 -> swapped(staff(seed), dice);
      case 3 -> ListHistoryMaker.of(seed).and(ErrandBetween.atEnd(ErrandBetween.Kind.CUT_ROSTER));
      default -> HistoryMaker.of(seed);
    };
  }

  private static SimHistory staff(long seed) {
    return LongStream.iterate(seed, one -> one + NEXT)
        .mapToObj(HistoryMaker::of)
        .filter(one -> !one.task().guests() && one.rows().size() >= ROWS)
        .findFirst()
        .orElseThrow();
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
