package dev.senselink.batch.simulation;

import java.util.random.RandomGenerator;

/**
 * What happens to the machines of a history, and how often.
 *
 * @param freezes how likely one stands still at a step
 * @param deaths how likely one dies at a step
 * @param silences how likely nothing comes through any more from a word on
 * @param cuts how likely a connection is reset at a word
 * @param sleeps whether the clock that never steps stands still with its machine: then the one on
 *     the wall goes right, or nobody could know
 * @param steps whether the clock on the wall is set back at times
 */
record LeaseTraits(
    double freezes, double deaths, double silences, double cuts, boolean sleeps, boolean steps) {
  static final LeaseTraits CALM = new LeaseTraits(0, 0, 0, 0, false, false);

  static LeaseTraits of(RandomGenerator dice) {
    boolean sleeps = dice.nextInt(3) == 0;
    return new LeaseTraits(
        one(dice, 0, 0.002, 0.006),
        one(dice, 0, 0.0005, 0.002),
        one(dice, 0, 0.01, 0.04),
        one(dice, 0, 0.005, 0.02),
        sleeps,
        !sleeps && dice.nextBoolean());
  }

  private static double one(RandomGenerator dice, double... of) {
    return of[dice.nextInt(of.length)];
  }
}
