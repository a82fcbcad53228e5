package dev.senselink.batch.simulation;

import java.util.List;

/** Invariant 8: before a request that could change something left, its intent was on the disk. */
final class IntentOnDisk implements Invariant {
  @Override
  public List<String> check(PlayedHistory played) {
    return played.unmeant.stream().map(what -> "8: " + what).toList();
  }
}
