package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 14 of a backup that is restored once all is over: whoever was taken out of every group
 * by us since, or deleted, and was touched by nobody else, is made by no restore, changed by none
 * and put into no group, and each is told.
 */
final class LeftSinceBackup implements Invariant {
  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    PlayedExport backup =
        played.exports.stream()
            .filter(PlayedExport::made)
            .reduce((one, later) -> later)
            .orElse(null);
    PlayedLife first =
        played.lives.stream().filter(one -> one.stage() == Stage.RESTORE).findFirst().orElse(null);
    if (!played.history.isRestoredAtLast() || backup == null || first == null) {
      return wrong;
    }
    int line = 0;
    for (BackedUpPerson person : sorted(backup).values()) {
      if (person.type() == PersonState.STAFF) {
        line++;
        if (hasLeft(played, person, backup.from(), first.beganAt())) {
          given(played, person, wrong);
          told(played, person, line, wrong);
        }
      }
    }
    return wrong;
  }

  private static Map<Long, BackedUpPerson> sorted(PlayedExport backup) {
    return new TreeMap<>(backup.people());
  }

  /**
   * Whether we have taken somebody out of the last group, or deleted them, and nobody else came.
   */
  private static boolean hasLeft(
      PlayedHistory played, BackedUpPerson person, long from, long until) {
    List<PersonChange> changes =
        played.world.people.of(person.id()).stream()
            .filter(one -> one.nanos() > from && one.nanos() < until)
            .filter(one -> one.by() != ChangeAuthor.SERVER && !one.isBirth())
            .toList();
    PersonChange last = changes.stream().max(Comparator.comparing(PersonChange::seq)).orElse(null);
    return last != null && changes.stream().allMatch(one -> one.by().isOurs()) && isOut(last);
  }

  private static boolean isOut(PersonChange change) {
    PersonState before = change.before();
    PersonState after = change.after();
    return after == null
        || before != null && !before.groups().isEmpty() && after.groups().isEmpty();
  }

  private static void given(PlayedHistory played, BackedUpPerson person, List<String> wrong) {
    for (SeenExchange sent : played.log.exchanges()) {
      PersonChange change =
          PeopleRestored.isOfRestore(played, sent.life) ? played.changeOf(sent) : null;
      if (change == null) {
        continue;
      }
      boolean theirs = change.before() != null && isThem(person, change.before());
      boolean anew = change.before() == null && isThem(person, change.after());
      if (theirs || anew) {
        wrong.add(
            "14: has left since the backup, and a restore has "
                + (anew ? "made" : "changed")
                + " them: "
                + sent);
      }
    }
  }

  private static boolean isThem(BackedUpPerson person, @Nullable PersonState state) {
    return state != null
        && state.name().equals(person.of("name"))
        && RowTags.KEYS.stream().allMatch(key -> state.of(key).equals(person.of(key)));
  }

  private static void told(
      PlayedHistory played, BackedUpPerson person, int line, List<String> wrong) {
    PlayedLife last = played.last(Stage.RESTORE);
    if (!last.ended()) {
      return;
    }
    for (ToldRow told : last.rows()) {
      if (told.row() == line && !told.ended().equals("REVIEW LEFT_SINCE_BACKUP")) {
        wrong.add(
            "14: has left since the backup, and is told "
                + told.ended()
                + ": "
                + person.of("name")
                + ": "
                + told.reason());
      }
    }
  }
}
