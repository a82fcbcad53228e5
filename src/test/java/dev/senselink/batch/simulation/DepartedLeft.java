package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whoever a row says to have left gets nothing by it, nor whoever it is not clear of; and who has
 * left and is still in groups is told where nobody takes them out.
 */
final class DepartedLeft implements Invariant {
  private static final Set<Stage> OF_TODAY =
      Set.of(Stage.STORMY, Stage.QUIET, Stage.AGAIN, Stage.LATE);

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    for (PlayedLife life : played.lives) {
      if (!OF_TODAY.contains(life.stage())) {
        continue;
      }
      for (SimRow row : played.history.today()) {
        if (row.standing() != SimRow.Standing.EMPLOYED) {
          nothingSent(played, life, row, wrong);
        }
      }
      life.rows().forEach(told -> told(played, life, told, wrong));
    }
    return wrong;
  }

  private static void nothingSent(
      PlayedHistory played, PlayedLife life, SimRow row, List<String> wrong) {
    boolean shared =
        played.history.rows().stream()
            .filter(other -> other.number() != row.number() && !other.hasLeft())
            .anyMatch(other -> RowTags.shareNumber(row, other) || other.name().equals(row.name()));
    for (SeenExchange sent : played.log.exchanges()) {
      boolean about = sent.tag == row.number() && (sent.kind.creates() || sent.kind.updates());
      if (sent.life == life.number() && about && !shared) {
        wrong.add("13: row " + row.number() + " is " + row.standing() + ": " + sent);
      }
    }
  }

  private static void told(
      PlayedHistory played, PlayedLife life, ToldRow told, List<String> wrong) {
    SimRow row = played.history.row(told.row());
    if (!life.ended()) {
      return;
    }
    if (row.hasLeft() && told.is("FAILED") && isUnanswered(played, life)) {
      return; // nobody knows who it is
    }
    if (row.hasLeft() != told.is("SKIPPED_DEPARTED")) {
      wrong.add("13: row " + told.row() + " is " + row.standing() + ", told " + told.ended());
    }
    if (!row.hasLeft() || told.person() == 0) {
      return;
    }
    PersonState then = played.world.people.at(told.person(), life.endedAt());
    boolean named =
        then != null
            && played.history.today().stream()
                .anyMatch(other -> !other.hasLeft() && RowTags.shareNumber(other, then));
    boolean doors = then != null && !then.groups().isEmpty();
    if (doors
        && !named
        && !played.history.isOfList()
        && told.code().isEmpty()
        && !played.touched(told.person())) {
      wrong.add("13: has left, is in groups, and nobody was told: " + told.row() + " " + then);
    }
  }

  /** Whether a look for people has got no answer in this life; whose it was may not show. */
  private static boolean isUnanswered(PlayedHistory played, PlayedLife life) {
    return played.log.exchanges().stream()
        .filter(sent -> sent.life == life.number() && !sent.kind.changes())
        .anyMatch(sent -> !sent.succeeded());
  }
}
