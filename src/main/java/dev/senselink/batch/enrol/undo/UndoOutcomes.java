package dev.senselink.batch.enrol.undo;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.List;

/** How a row of an undo can end beside well. */
public final class UndoOutcomes {
  /** They are not as the run has left them. */
  public static final String CHANGED = "CHANGED_SINCE";

  /** A later import has named whom the run had made. */
  public static final String NAMED_LATER = "NAMED_LATER";

  /** What was there before is not known. */
  public static final String UNKNOWN = "BEFORE_UNKNOWN";

  private UndoOutcomes() {}

  /** Whether the person is now as before the run, as far as can be. */
  public static boolean isDone(Outcome outcome) {
    return outcome.ending().group() == RowEnding.Group.UPDATED
        || outcome.ending() == RowEnding.UNCHANGED;
  }

  /**
   * What would be done, if it were.
   *
   * @param what in words
   */
  public static Outcome planned(RowTask task, long person, String what) {
    return task.end(RowEnding.VALID, "", what).withPerson(person);
  }

  /**
   * The person is as before already, and not by this undo.
   *
   * @param failed why what it tried was not done, in words; {@code ""} if it has tried nothing
   */
  public static Outcome same(RowTask task, long person, String failed) {
    String why = failed.isEmpty() ? "" : words("undo.same", failed);
    return task.end(RowEnding.UNCHANGED, "", why).withPerson(person);
  }

  /** What was done, or would be, with what cannot be put back. */
  public static Outcome told(Outcome outcome, List<String> lost) {
    return lost.isEmpty() || !isDone(outcome) && outcome.ending() != RowEnding.VALID
        ? outcome
        : outcome.telling(Outcome.NOT_RESTORABLE, words("undo.lost", String.join(", ", lost)));
  }

  /** What an outcome tells of what cannot be put back; {@code ""} for nothing. */
  public static String lost(Outcome outcome) {
    return outcome.code().equals(Outcome.NOT_RESTORABLE) ? outcome.reason() : "";
  }

  /** The same outcome with what an earlier process of the undo could not put back. */
  public static Outcome toldAgain(Outcome outcome, String lost) {
    return lost.isEmpty() ? outcome : outcome.telling(Outcome.NOT_RESTORABLE, lost);
  }

  /** What was there before is not known. */
  public static Outcome unknown(RowTask task, BeforeImage image) {
    return review(task, image, UNKNOWN, words("undo.unknown"));
  }

  /**
   * Nobody knows whether the run has made them or somebody else.
   *
   * @param all everybody whom the row has made, or may have made
   */
  public static Outcome perhapsOurs(RowTask task, BeforeImage image, List<Long> all) {
    return review(
        task,
        image,
        "UNKNOWN_STATE",
        words("undo.perhaps", image.person(), DisplayLanguage.list(all)));
  }

  /** They are left as they are; a person has to look. */
  public static Outcome review(RowTask task, BeforeImage image, String code, String why) {
    return task.end(RowEnding.REVIEW, code, why).withPerson(image.person());
  }
}
