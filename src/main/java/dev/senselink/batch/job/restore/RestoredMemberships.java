package dev.senselink.batch.job.restore;

import dev.senselink.batch.job.intake.BackupSheetPerson;
import dev.senselink.batch.ledger.OutcomeCursor;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * Who has still to be put into which group: whoever a restore made was sent with their groups, and
 * of those who are there the groups that it has made itself get their members. In all others they
 * stay as they are: whoever was taken out since the backup gets no door back by it.
 */
final class RestoredMemberships {
  private RestoredMemberships() {}

  /**
   * The people by the group they were in, as the server knows both.
   *
   * @param lost is told in how many groups somebody was whom an earlier process has found, and who
   *     is somebody else by now, or nobody
   */
  static Map<Long, List<Long>> of(
      RestoreIntake intake,
      RestoredIdMap descent,
      OutcomeCursor outcomes,
      RestoredPlaces places,
      IntConsumer lost) {
    Map<Long, List<Long>> members = new TreeMap<>();
    try (Roster sheet = intake.open()) {
      for (Row row = sheet.next(); row != null; row = sheet.next()) {
        int number = row.ref().number();
        Optional<Outcome> outcome = outcomes.at(number);
        Long person =
            outcome.filter(RestoredMemberships::wasThere).map(Outcome::personId).orElse(null);
        BackupSheetPerson backedUp = new BackupSheetPerson(row);
        if (person != null && descent.personOf(number).equals(OptionalLong.of(person))) {
          add(members, backedUp, person, places);
        } else if (person != null) {
          int many = places.madeGroups(backedUp.groupIds()).size();
          if (many > 0) {
            lost.accept(many);
          }
        }
      }
    }
    return members;
  }

  /** Whether a row is a person who was there, and may be put into groups. */
  static boolean wasThere(Outcome outcome) {
    return outcome.isThatPerson()
        && !wasMade(outcome)
        && !outcome.code().equals(Outcome.LEFT_SINCE_BACKUP);
  }

  /** Whether the restore made somebody of the row. */
  static boolean wasMade(Outcome outcome) {
    return outcome.ending() == RowEnding.CREATED || outcome.ending() == RowEnding.FORCED;
  }

  private static void add(
      Map<Long, List<Long>> members,
      BackupSheetPerson backedUp,
      long person,
      RestoredPlaces places) {
    for (long group : backedUp.groupIds()) {
      places
          .madeGroup(group)
          .ifPresent(id -> members.computeIfAbsent(id, g -> new ArrayList<>()).add(person));
    }
  }
}
