package dev.senselink.batch.simulation;

import java.util.Map;
import java.util.Set;

/**
 * A process of an export that came to its end or was stopped, and what its folder held then.
 *
 * @param life which
 * @param from when the first process of this export began, in the world's time
 * @param to when the last ended
 * @param exit what the shell was told
 * @param shrunk whether the backup was written beside the old one, which then stays
 * @param records their ids
 * @param recordsBefore how many there were on the server when it began
 */
record PlayedExport(
    int life,
    long from,
    long to,
    int exit,
    boolean shrunk,
    Map<Long, BackedUpPerson> people,
    Set<Long> records,
    long recordsBefore) {
  PlayedExport {
    people = Map.copyOf(people);
    records = Set.copyOf(records);
  }

  /** Whether the folder holds what this export has made. */
  boolean made() {
    return (exit == 0 || exit == 3) && !shrunk;
  }
}
