package dev.senselink.batch.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Has the roster of a history say who is employed, who has left, and of whom it is not clear. */
final class WordsMaker {
  private static final int LEFT_IN = 3;
  private static final int UNCLEAR_IN = 9;

  private final SplittableRandom dice;

  private WordsMaker(SplittableRandom dice) {
    this.dice = dice;
  }

  /** The same history with such words in the rows of today. */
  static SimHistory in(SimHistory history, SplittableRandom dice) {
    WordsMaker words = new WordsMaker(dice);
    int today = history.rows().size() - history.earlier();
    return history.withRows(
        history.rows().stream().map(row -> row.number() <= today ? words.said(row) : row).toList());
  }

  private <T> T pick(List<T> choices) {
    return choices.get(dice.nextInt(choices.size()));
  }

  private SimRow said(SimRow row) {
    if (row.number() == 1) {
      return row.with(SimRow.STATUS, SimRow.WORDS_THERE.get(0)); // a column has to have known words
    }
    if (dice.nextInt(UNCLEAR_IN) == 0) {
      return unclear(row);
    }
    return dice.nextInt(LEFT_IN) == 0 ? left(row) : row.with(SimRow.STATUS, there());
  }

  private String there() {
    return pick(SimRow.WORDS_THERE);
  }

  private SimRow left(SimRow row) {
    return switch (dice.nextInt(3)) {
      case 0 -> row.with(SimRow.LEFT_ON, "2026-02-0" + (1 + dice.nextInt(9)));
      case 1 -> row.with(SimRow.STATUS, pick(SimRow.WORDS_LEFT)).with(SimRow.LEFT_ON, "2025-12-31");
      default -> row.with(SimRow.STATUS, pick(SimRow.WORDS_LEFT));
    };
  }

  private SimRow unclear(SimRow row) {
    return switch (dice.nextInt(3)) {
      case 0 -> row.with(SimRow.STATUS, "???");
      case 1 -> row.with(SimRow.STATUS, there()).with(SimRow.LEFT_ON, "2026-01-31");
      default ->
          row.with(SimRow.STATUS, pick(SimRow.WORDS_LEFT)).with(SimRow.LEFT_ON, "2099-01-31");
    };
  }
}
