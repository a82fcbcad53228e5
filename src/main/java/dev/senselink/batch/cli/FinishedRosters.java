package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.job.imports.RosterArchiver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What becomes of the rosters of a job after their runs. */
final class FinishedRosters {
  private final boolean moving;
  private final JobOutput teller;
  private final Map<Path, RosterArchiver.Look> before = new HashMap<>();
  private boolean all = true;

  /**
   * @param moving whether they are moved; else they stay and it is said which were passed over
   */
  FinishedRosters(boolean moving, JobOutput teller) {
    this.moving = moving;
    this.teller = teller;
  }

  /** Remembers a roster as it is before its run. */
  void remember(Path roster) {
    try {
      before.put(roster, RosterArchiver.Look.at(roster));
    } catch (IOException e) {
      before.remove(roster); // gone: its run will say so
    }
  }

  /** A roster was worked, and its run ended so. */
  void archive(Path roster, ExitCode code) {
    if (!moving || !before.containsKey(roster)) {
      return;
    }
    if (!isAsBefore(roster)) {
      // Another list of this name, saved meanwhile, must not be put away unread.
      teller.note(words("job.stays.changed", roster));
      return;
    }
    boolean done = code == ExitCode.DONE || code == ExitCode.ATTENTION;
    move(
        roster,
        done ? RosterArchiver.DONE : RosterArchiver.FAILED,
        to ->
            code == ExitCode.DONE
                ? words("job.moved", to)
                : words("job.moved.back", to, String.valueOf(roster.getParent())));
  }

  /** A newer list makes this one worthless. */
  void superseded(Path roster) {
    if (moving) {
      move(roster, RosterArchiver.DONE, to -> words("job.older.moved", to));
    } else {
      teller.note(words("job.older", roster));
    }
  }

  /** Whether all that was to be moved was. */
  boolean allMoved() {
    return all;
  }

  private boolean isAsBefore(Path roster) {
    try {
      return RosterArchiver.Look.at(roster).equals(before.get(roster));
    } catch (IOException e) {
      return false;
    }
  }

  private void move(Path roster, String folder, Function<Path, String> told) {
    try {
      teller.note(told.apply(RosterArchiver.put(roster, folder, Clock.systemDefaultZone())));
    } catch (IOException e) {
      all = false;
      teller.note(words("job.notMoved", roster, folder, FileErrorMessages.words(e)));
    }
  }
}
