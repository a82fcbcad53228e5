package dev.senselink.batch.job;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.ledger.NotRestorable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a restore cannot bring back beside its rows, alike ones counted. One thread. */
final class Shortcomings {
  private final Map<List<String>, Long> counts = new LinkedHashMap<>();

  /**
   * Adds some.
   *
   * @param what a word for programs
   * @param why in words, without names of people
   */
  void add(String what, long count, String why) {
    counts.merge(List.of(what, why), count, Long::sum);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** How many there are of a kind. */
  long of(String what) {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().get(0).equals(what))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Each kind in a whole sentence. */
  List<String> inWords() {
    return all().stream()
        .map(one -> words("restore.short", one.what(), one.count(), one.why()))
        .toList();
  }

  List<NotRestorable> all() {
    List<NotRestorable> all = new ArrayList<>();
    counts.forEach((what, count) -> all.add(new NotRestorable(what.get(0), count, what.get(1))));
    return all;
  }
}
