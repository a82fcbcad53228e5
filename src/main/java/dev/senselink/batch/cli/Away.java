package dev.senselink.batch.cli;

import dev.senselink.batch.job.Shelf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

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
      teller.note("stays where it is, since it was changed during its run: " + roster);
      return;
    }
    boolean done = code == ExitCode.DONE || code == ExitCode.ATTENTION;
    move(roster, done ? Shelf.DONE : Shelf.FAILED, "moved to ");
  }

  /** A newer list makes this one worthless. */
  void superseded(Path roster) {
    if (moving) {
      move(roster, Shelf.DONE, "not taken, since a newer list is there; moved to ");
    } else {
      teller.note("not taken, since a newer list is there: " + roster);
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

  private void move(Path roster, String folder, String words) {
    try {
      teller.note(words + Shelf.put(roster, folder, Clock.systemDefaultZone()));
    } catch (IOException e) {
      all = false;
      teller.note(
          roster
              + " could not be moved to "
              + folder
              + ": "
              + FileTrouble.words(e)
              + ". Move it by hand, else the next run takes it again");
    }
  }
}
