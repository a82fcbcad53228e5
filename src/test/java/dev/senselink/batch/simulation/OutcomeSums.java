package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Invariant 1: every row has exactly one outcome, the sums hold, the exit code follows. */
final class OutcomeSums implements Invariant {
  private static final List<String> COUNTS =
      List.of(
          "created",
          "updated",
          "unchanged",
          "forced",
          "skipped",
          "review",
          "rejected",
          "failed",
          "notAttempted",
          "valid");

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    for (PlayedLife life : played.lives) {
      boolean refused = life.exit() == 1 || life.exit() == 2 || life.exit() == 5;
      boolean otherHand =
          HistoryPlayer.isOtherHand(played.history, life)
              || HistoryPlayer.hasOtherKeys(played.history, life);
      if (refused && !otherHand && !isOfDeletedRun(played, life)) {
        wrong.add("1: life " + life.number() + " ended with " + life.exit() + ": " + life.words());
      }
      if (life.ended() && life.stage() != PlayedLife.Stage.EXPORT) {
        boolean undo = life.stage() == PlayedLife.Stage.UNDO; // its rows are those of the run
        sums(life, undo ? life.rows().size() : life.rowsRead(), wrong);
      }
    }
    return wrong;
  }

  /** Nothing is decided about a run that is not known any more. */
  private static boolean isOfDeletedRun(PlayedHistory played, PlayedLife life) {
    return life.stage() == PlayedLife.Stage.RESOLVE
        && life.words().contains("there is no run")
        && played.history.errands().stream()
            .anyMatch(errand -> errand.what() == ErrandBetween.Kind.DELETE_RUNS);
  }

  private static void sums(PlayedLife life, int rows, List<String> wrong) {
    Set<Integer> seen = new HashSet<>();
    life.rows().forEach(row -> seen.add(row.row()));
    if (life.rows().size() != rows || seen.size() != rows) {
      wrong.add(
          "1: life " + life.number() + " tells of " + life.rows().size() + " rows of " + rows);
    }
    long sum = COUNTS.stream().mapToLong(name -> number(life, name)).sum();
    if (sum != rows) {
      wrong.add("1: the counts of life " + life.number() + " add up to " + sum);
    }
    boolean attention =
        life.rows().stream()
            .anyMatch(
                row ->
                    row.is("REVIEW", "REJECTED_ROW", "REJECTED_PHOTO", "FAILED", "NOT_ATTEMPTED")
                        || row.code().equals("APPEARED_MEANWHILE")
                        || row.is("SKIPPED_DEPARTED") && !row.code().isEmpty()
                        || row.code().equals("STORED_WRONGLY")
                        || row.reason().contains("otherwise than it was sent")
                        || row.reason().contains("does not hold what was sent"));
    if (attention != (life.exit() == 3)) {
      wrong.add("1: life " + life.number() + " ended with " + life.exit() + ", but " + life.rows());
    }
  }

  private static long number(PlayedLife life, String name) {
    return life.summary().get(name) instanceof Number count ? count.longValue() : 0;
  }
}
