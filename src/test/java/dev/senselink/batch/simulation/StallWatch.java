package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Invariant 7: somebody is told within the time-out and a quarter of a minute why nothing moves,
 * and a kind of request that never succeeds is noticed within 20 tries.
 */
final class StallWatch implements Invariant {
  private static final long SECOND = 1_000_000_000L;
  private static final int TRIES = 20;
  private static final int GRACE_SECONDS = 15;

  /** What was said while the last few calls went through still stands on the screen. */
  private static final int BURST_SECONDS = 3;

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    for (PlayedLife life : played.lives) {
      stalls(played, life, wrong);
      deaf(played, life, wrong);
    }
    return wrong;
  }

  private static void stalls(PlayedHistory played, PlayedLife life, List<String> wrong) {
    long most = (played.history.task().timeoutSeconds() + GRACE_SECONDS) * SECOND;
    TreeSet<Long> moves = new TreeSet<>();
    moves.add(life.beganAt());
    moves.add(life.endedAt());
    for (SeenExchange exchange : played.log.exchanges()) {
      if (exchange.life == life.number() && exchange.succeeded() && exchange.endedAt >= 0) {
        moves.add(exchange.endedAt);
      }
    }
    TreeSet<Long> said = new TreeSet<>();
    played.log.said().forEach(one -> said.add(one.at()));
    long last = life.beganAt();
    for (long move : moves) {
      if (move - announced(played, last) > most) {
        Long told = said.ceiling(last - BURST_SECONDS * SECOND);
        if (told == null || told > last + most) {
          wrong.add(
              "7: nothing moves and nothing is said from "
                  + last / 1_000_000
                  + " to "
                  + move / 1_000_000
                  + " ms in life "
                  + life.number());
        }
      }
      last = move;
    }
  }

  /** Until when it is no silence: somebody waits as long as was said before. */
  private static long announced(PlayedHistory played, long last) {
    return played.log.said().stream()
        .filter(said -> said.at() <= last)
        .mapToLong(HistoryLog.Said::until)
        .reduce(last, Math::max);
  }

  private static void deaf(PlayedHistory played, PlayedLife life, List<String> wrong) {
    // Those under way when the twentieth fails cannot know it.
    FailureCounts failures = new FailureCounts(TRIES + played.history.task().slots());
    List<SeenExchange> heard = new ArrayList<>(played.log.exchanges());
    heard.removeIf(one -> one.life != life.number() || one.heard.isEmpty());
    heard.sort(Comparator.comparingLong(one -> one.endedAt)); // as the program hears of them
    for (SeenExchange exchange : heard) {
      if (!isNoAnswer(exchange)) {
        failures.answered(exchange);
      } else if (exchange.kind == CallKind.COMPANY) {
        failures.probeFailed();
      } else if (failures.isTooMany(exchange)) {
        wrong.add(
            "7: "
                + FailureCounts.kind(exchange)
                + " never succeeds, and is sent again: "
                + exchange);
      }
    }
  }

  private static boolean isNoAnswer(SeenExchange exchange) {
    return switch (exchange.heard) {
      case "not sent",
          "cut",
          "timed out",
          "502",
          "503",
          "504",
          "500",
          "50001",
          "50002",
          "50003",
          "99999" ->
          true;
      default -> false;
    };
  }
}
