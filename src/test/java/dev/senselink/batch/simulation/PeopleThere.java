package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Invariant 5, what all of it leans on: when an import has come to its end, whom it tells a row to
 * be is on the server, unless another hand has taken them away.
 */
final class PeopleThere implements Invariant {
  private static final Set<Stage> IMPORTS = Set.of(Stage.QUIET, Stage.AGAIN);

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    for (PlayedLife life : played.lives) {
      if (!IMPORTS.contains(life.stage()) || !life.ended()) {
        continue;
      }
      for (ToldRow told : life.rows()) {
        long id = told.person();
        if (isThatPerson(told)
            && played.world.people.at(id, life.endedAt()) == null
            && !played.touched(id)) {
          wrong.add(
              "5: row " + told.row() + " is " + told.ended() + " " + id + ", and nobody is there");
        }
      }
    }
    return wrong;
  }

  /** Whether a row was told to be somebody, and no question is open about it. */
  static boolean isThatPerson(ToldRow told) {
    return told.person() != 0
        && told.is("CREATED", "FORCED", "UPDATED", "UNCHANGED", "SKIPPED_EXISTING");
  }
}
