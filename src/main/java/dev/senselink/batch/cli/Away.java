package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.Words.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.FileTrouble;
import dev.senselink.batch.job.imports.Shelf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What becomes of the rosters of a job after their runs. */
final class Away {
  private final boolean moving;
  private final JobTeller teller;
  private final Map<Path, Shelf.Look> before = new HashMap<>();
  private boolean all = true;

  /**
   * @param moving whether they are moved; else they stay and it is said which were passed over
   */
  Away(boolean moving, JobTeller teller) {
    this.moving = moving;
    this.teller = teller;
  }

  /** Remembers a roster as it is before its run. */
  void look(Path roster) {
    try {
      before.put(roster, Shelf.Look.at(roster));
    } catch (IOException e) {
      before.remove(roster); // gone: its run will say so
    }
  }

  /** A roster was worked, and its run ended so. */
  void ended(Path roster, ExitCode code) {
    if (!moving || !before.containsKey(roster)) {
      return;
    }
    if (!isAsBefore(roster)) {
      // Another list of this name, saved meanwhile, must not be put away unread.
      teller.note(words("job.stays.changed", roster));
      return;
    }
    boolean done = code == ExitCode.DONE || code == ExitCode.ATTENTION;
    move(roster, done ? Shelf.DONE : Shelf.FAILED, to -> words("job.moved", to));
  }

  /** A newer list makes this one worthless. */
  void superseded(Path roster) {
    if (moving) {
      move(roster, Shelf.DONE, to -> words("job.older.moved", to));
    } else {
      teller.note(words("job.older", roster));
    }
  }

  /** Whether all that was to be moved was. */
  boolean all() {
    return all;
  }

  private boolean isAsBefore(Path roster) {
    try {
      return Shelf.Look.at(roster).equals(before.get(roster));
    } catch (IOException e) {
      return false;
    }
  }

  private void move(Path roster, String folder, Function<Path, String> told) {
    try {
      teller.note(told.apply(Shelf.put(roster, folder, Clock.systemDefaultZone())));
    } catch (IOException e) {
      all = false;
      teller.note(words("job.notMoved", roster, folder, FileTrouble.words(e)));
    }
  }
}
