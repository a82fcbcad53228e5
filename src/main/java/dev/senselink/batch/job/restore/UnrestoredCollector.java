package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.ledger.UnrestoredItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a restore cannot bring back beside its rows, alike ones counted. One thread. */
public final class UnrestoredCollector {
  /** The groups of some people, in a manifest and here. */
  private static final String GROUPS = "groupList";

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

  /** Adds what the server did not give when the backup was made. */
  void addMissing(Manifest manifest) {
    for (Manifest.Missing missing : manifest.missing()) {
      if (missing.what().equals(GROUPS)) {
        add(GROUPS, missing.count(), words("restore.groupsLost"));
      }
    }
  }

  /** How many there are of all kinds. */
  long sum() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  List<UnrestoredItem> all() {
    List<UnrestoredItem> all = new ArrayList<>();
    counts.forEach((what, count) -> all.add(new UnrestoredItem(what.get(0), count, what.get(1))));
    return all;
  }
}
