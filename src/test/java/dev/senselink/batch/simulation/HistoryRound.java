package dev.senselink.batch.simulation;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** Plays many histories and tells which of them break the promise, and what happened in all. */
final class HistoryRound {
  private static final int MOST_TOLD = Integer.getInteger("shrunk", 5);
  private static final int SHRINKING = 200;
  private static final int TELL_EVERY = Integer.getInteger("tell", 1_000);
  private static final double SECOND = 1e9;

  private final long first;
  private final int count;
  private final int threads;
  private final LongFunction<SimHistory> maker;
  private final Map<String, Integer> happened = new TreeMap<>();
  private final Map<Long, List<String>> broken = new TreeMap<>();
  private final long began = System.nanoTime();
  private int begun;
  private int played;
  private int lives;

  /**
   * A round of the histories of so many seeds.
   *
   * @param threads how many histories are played at a time
   */
  HistoryRound(long first, int count, int threads) {
    this(first, count, threads, HistoryMaker::of);
  }

  /** The same of histories of another making. */
  HistoryRound(long first, int count, int threads, LongFunction<SimHistory> maker) {
    this.maker = maker;
    this.first = first;
    this.count = count;
    this.threads = threads;
  }

  /** Plays them; returns the first few that break it, shrunk and printed. */
  List<String> play() {
    List<Thread> players = new ArrayList<>();
    for (int n = 0; n < threads; n++) {
      Thread player = new Thread(this::playOn, "player-" + n);
      players.add(player);
      player.start();
    }
    for (Thread player : players) {
      try {
        player.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    System.out.println(words());
    if (played != count) {
      throw new AssertionError("a player died: " + played + " of " + count + " histories played");
    }
    List<String> told = new ArrayList<>();
    broken.forEach(
        (seed, rules) -> {
          if (told.size() < MOST_TOLD) {
            told.add(shrunk(maker.apply(seed), rules));
          }
        });
    return told;
  }

  private void playOn() {
    for (int n = next(); n < count; n = next()) {
      long seed = first + n;
      PlayedHistory one = null;
      List<String> wrong;
      try {
        one = HistoryPlayer.play(maker.apply(seed));
        wrong = broken(one);
      } catch (AssertionError | RuntimeException e) {
        wrong = List.of(apart(e));
      }
      ended(seed, one, wrong);
    }
  }

  private synchronized int next() {
    return begun++;
  }

  private synchronized void ended(
      long seed, @org.jspecify.annotations.Nullable PlayedHistory one, List<String> wrong) {
    played++;
    if (one != null) {
      lives += one.lives.size();
      one.log.counts().forEach((kind, n) -> happened.merge(kind, n, Integer::sum));
    }
    if (!wrong.isEmpty()) {
      broken.put(seed, wrong);
      System.out.println("seed " + seed + " breaks " + wrong.get(0));
    }
    if (played % TELL_EVERY == 0 && played < count) {
      System.out.println(words());
    }
  }

  /** What a history that hangs or comes apart is told as. */
  private static String apart(Throwable e) {
    return "0: comes apart: " + e;
  }

  /** Whether a history of this seed, of either making, breaks the promise, hangs or comes apart. */
  static boolean breaks(long seed) {
    SimHistory history = HistoryMaker.of(seed);
    SimHistory grown = GrownHistoryMaker.of(seed);
    return !wrong(grown).isEmpty() || !grown.equals(history) && !wrong(history).isEmpty();
  }

  private static List<String> wrong(SimHistory history) {
    try {
      return broken(HistoryPlayer.play(history));
    } catch (AssertionError | RuntimeException e) {
      return List.of(apart(e));
    }
  }

  private static List<String> broken(PlayedHistory played) {
    return played.history.isUndone() ? Invariants.undone(played) : Invariants.broken(played);
  }

  private String speed() {
    double cpu =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getProcessCpuTime() / SECOND
            : 0;
    return String.format(
        "%d histories (%d lives) in %.1f s, %.1f s of processor",
        played, lives, (System.nanoTime() - began) / SECOND, cpu);
  }

  private String words() {
    StringBuilder text = new StringBuilder(speed()).append(", seeds from ").append(first);
    happened.forEach((kind, n) -> text.append(String.format("%n%9d  %s", n, kind)));
    Map<String, Integer> rules = new TreeMap<>();
    broken.values().forEach(wrong -> wrong.forEach(one -> rules.merge(rule(one), 1, Integer::sum)));
    return text.append(String.format("%nbroken: %s, seeds %s", rules, broken.keySet())).toString();
  }

  /** Which rule is broken and how, without who: a smaller history must break it in the same way. */
  private static String rule(String wrong) {
    int number = wrong.indexOf(':');
    int how = wrong.indexOf(':', number + 1);
    return wrong.substring(0, (how < 0 ? number : how) + 1);
  }

  /** The smallest history that breaks the same rule. */
  static String shrunk(SimHistory history, List<String> broken) {
    String rule = rule(broken.get(0));
    SimHistory small =
        new HistoryShrinker(one -> wrong(one).stream().anyMatch(b -> b.startsWith(rule)), SHRINKING)
            .shrink(history);
    try {
      PlayedHistory played = HistoryPlayer.play(small);
      return HistoryTable.print(played, broken(played));
    } catch (AssertionError | RuntimeException e) {
      return small + ": " + apart(e);
    }
  }
}
