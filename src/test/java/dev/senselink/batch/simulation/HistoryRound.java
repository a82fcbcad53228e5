package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plays many histories and tells which of them break the promise, and what happened in all. */
final class HistoryRound {
  private static final int MOST_TOLD = 5;
  private static final int SHRINKING = 200;

  private final long first;
  private final int count;
  private final Map<String, Integer> happened = new TreeMap<>();
  private final Map<String, Integer> rules = new TreeMap<>();
  private long nanos;

  HistoryRound(long first, int count) {
    this.first = first;
    this.count = count;
  }

  /** Plays them; returns the first few that break it, shrunk and printed. */
  List<String> play() {
    List<String> told = new ArrayList<>();
    long began = System.nanoTime();
    for (long seed = first; seed < first + count; seed++) {
      SimHistory history = HistoryMaker.of(seed);
      PlayedHistory played = HistoryPlayer.play(history);
      played.log.counts().forEach((kind, n) -> happened.merge(kind, 1, Integer::sum));
      List<String> broken = Invariants.broken(played);
      if (!broken.isEmpty()) {
        broken.forEach(one -> rules.merge(one.substring(0, one.indexOf(':')), 1, Integer::sum));
        if (told.size() < MOST_TOLD) {
          told.add(shrunk(history, broken));
        }
      }
    }
    nanos = System.nanoTime() - began;
    System.out.println(words());
    return told;
  }

  /** Whether the history of this seed breaks the promise, hangs or comes apart. */
  static boolean breaks(long seed) {
    try {
      return !Invariants.broken(HistoryPlayer.play(HistoryMaker.of(seed))).isEmpty();
    } catch (AssertionError | RuntimeException e) {
      return true;
    }
  }

  private String words() {
    return count
        + " histories in "
        + nanos / 1_000_000
        + " ms; in so many histories: "
        + happened
        + "; broken: "
        + rules;
  }

  /** The smallest history that breaks the same rule. */
  static String shrunk(SimHistory history, List<String> broken) {
    String rule = broken.get(0).substring(0, broken.get(0).indexOf(':') + 1);
    SimHistory small =
        new HistoryShrinker(
                one ->
                    Invariants.broken(HistoryPlayer.play(one)).stream()
                        .anyMatch(b -> b.startsWith(rule)),
                SHRINKING)
            .shrink(history);
    PlayedHistory played = HistoryPlayer.play(small);
    return HistoryTable.print(played, Invariants.broken(played));
  }
}
