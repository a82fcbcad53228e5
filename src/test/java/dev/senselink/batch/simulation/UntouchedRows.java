package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;

/** Invariant 9: a row that no fault and no other hand touched ends as ENROLMENT says. */
final class UntouchedRows implements Invariant {
  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    PlayedLife end = played.last(PlayedLife.Stage.STORMY);
    if (!end.ended()
        || played.lives.stream().filter(l -> l.stage() == PlayedLife.Stage.STORMY).count() > 1
        || !isPlain(played.history.traits())) {
      return wrong;
    }
    RowOracle oracle = new RowOracle(played);
    for (ToldRow told : end.rows()) {
      if (!isTouched(played, told.row()) && !isTurnedAway(played, told) && !oracle.mayEnd(told)) {
        wrong.add(
            "9: row "
                + told.row()
                + " ends "
                + told.ended()
                + ", not "
                + oracle.endings(played.history.row(told.row()))
                + ": "
                + told.reason());
      }
    }
    return wrong;
  }

  /**
   * A server that takes few requests at once turns rows away until their tries are used up: those
   * of the row itself, or of the look after a create that it has turned away.
   */
  private static boolean isTurnedAway(PlayedHistory played, ToldRow told) {
    boolean unknown = told.ended().equals("FAILED UNKNOWN_STATE") && told.reason().contains("503");
    return played.history.traits().limit() > 0 && (told.ended().equals("FAILED 503") || unknown);
  }

  /** Whether nothing at all goes wrong in a history. */
  static boolean isCalm(PlayedHistory played) {
    SimHistory history = played.history;
    return history.faults().isEmpty()
        && history.acts().isEmpty()
        && history.events().isEmpty()
        && history.errands().isEmpty()
        && isPlain(history.traits());
  }

  /** Whether a server's ways cannot change how a row ends. */
  static boolean isPlain(WorldTraits traits) {
    return traits.blind().isEmpty()
        && traits.cutAt() == 0
        && traits.keys() == WorldTraits.KeyStorage.AS_SENT
        && !traits.trims()
        && traits.deaf() == null
        && !traits.namesOneself()
        && traits.lagMillis() == 0;
  }

  private static boolean isTouched(PlayedHistory played, int row) {
    SimHistory history = played.history;
    return !history.errands().isEmpty()
        || history.acts().stream().anyMatch(act -> isAbout(played, row, act.target()))
        || history.faults().stream().anyMatch(fault -> isAbout(played, row, fault.tag()));
  }

  /**
   * A fault of a list for all, or anything about a resident, may touch any row; what is about a row
   * touches whoever shares a number with it.
   */
  private static boolean isAbout(PlayedHistory played, int row, int tag) {
    return tag == row
        || tag == RowTags.NOBODY
        || tag >= RowTags.RESIDENT
        || played.history.rows().stream()
            .filter(other -> other.number() == tag)
            .anyMatch(other -> RowTags.shareNumber(played.history.row(row), other));
  }
}
