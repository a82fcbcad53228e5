package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.WorldTraits.FilterMode;
import dev.senselink.batch.simulation.WorldTraits.KeyStorage;
import dev.senselink.batch.simulation.WorldTraits.ListOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Picks what the server of a history is like. */
final class TraitMaker {
  private static final int LONGEST_LAG = 5_000;

  private final SplittableRandom dice;

  TraitMaker(SplittableRandom dice) {
    this.dice = dice;
  }

  WorldTraits make(SimTask task) {
    WorldTraits traits = WorldTraits.plain().withSpeed(pick(List.of(1, 20, 300)), limit(task));
    traits =
        traits.withSpelling(
            pick(List.copyOf(EnumSet.complementOf(EnumSet.of(FieldSpelling.NONE)))));
    if (one(4)) {
      traits = traits.withLag(dice.nextInt(LONGEST_LAG + 1));
    }
    if (one(3)) {
      Set<String> blind = one(4) ? Set.of(pick(List.of("jobNumber", "mobile", "mail"))) : Set.of();
      traits = traits.withFilters(pick(List.of(FilterMode.values())), blind);
    }
    if (one(4)) {
      traits =
          traits.withStorage(
              pick(List.of(KeyStorage.AS_SENT, KeyStorage.UPPER)), one(2), one(2) ? 0 : 10);
    }
    if (one(3)) {
      traits =
          traits.withLists(one(2), pick(List.of(ListOrder.values())), pick(List.of(1, 2, 100)));
    }
    if (one(3)) {
      traits = traits.withFaces(one(2), one(2));
    }
    if (one(3)) {
      traits = traits.withOmitted(one(2), one(3));
    }
    return one(25) ? traits.withDeaf(deaf(task), pick(List.of(503, 500, 50002, 50003))) : traits;
  }

  private int limit(SimTask task) {
    return one(8) ? Math.max(1, task.slots() - 1) : 0;
  }

  private CallKind deaf(SimTask task) {
    return task.guests()
        ? pick(List.of(CallKind.CREATE_GUEST, CallKind.UPDATE_GUEST, CallKind.COUNT_FACES))
        : pick(List.of(CallKind.CREATE_USER, CallKind.UPDATE_USER, CallKind.QUALITY));
  }

  private boolean one(int in) {
    return dice.nextInt(in) == 0;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(dice.nextInt(choices.size()));
  }
}
