package dev.senselink.batch.job;

import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterSettings;
import java.nio.file.Path;

/**
 * A run's own copy of a roster, which can be read as often as needed.
 *
 * @param file the copy
 * @param displayName what messages call it
 */
record RosterInput(Path file, String displayName, RosterSettings settings) {
  Roster open() {
    return Roster.open(file, displayName, settings);
  }
}
