package dev.senselink.batch.enrol.row;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RosterKind;

/** What a reply that is no good answer means for its row. */
public final class FailureOutcomes {
  private FailureOutcomes() {}

  /** A look-up or check that could not be done: nothing was changed. */
  public static Outcome ofQuestion(OutcomeFactory task, Reply<?> reply) {
    if (reply instanceof Reply.Halted) {
      return halted(task);
    }
    if (reply instanceof Reply.Refusal<?> refusal) {
      return refusal.codeClass() == ErrorCategory.FATAL
          ? fatal(task, refusal)
          : failed(task, refusal);
    }
    return unreachable(task, reply);
  }

  /** A create or update that the server refused; 30002 is not for here. */
  public static Outcome ofRefusal(OutcomeFactory task, Reply.Refusal<?> refusal) {
    String code = String.valueOf(refusal.code());
    switch (refusal.codeClass()) {
      case FATAL:
        return fatal(task, refusal);
      case PHOTO_REJECTED:
        return refusal.code() == 413
            ? task.end(RowEnding.REJECTED_PHOTO, "PHOTO_TOO_LARGE", words("photo.tooLarge"))
            : task.end(RowEnding.REJECTED_PHOTO, code, reason(refusal));
      case TRANSIENT:
        return task.end(RowEnding.FAILED, code, reason(refusal));
      default:
        return task.end(
            RowEnding.REJECTED_ROW,
            code,
            missesIdNumber(task, refusal)
                ? words("refused.idNumber", reason(refusal))
                : reason(refusal));
    }
  }

  /** Nothing of this row was sent, and the run is stopping. */
  public static Outcome halted(OutcomeFactory task) {
    return task.end(RowEnding.NOT_ATTEMPTED, "", words("stopped.before"));
  }

  /** The manual wants an ID number of every guest; many servers do not. */
  private static boolean missesIdNumber(OutcomeFactory task, Reply.Refusal<?> refusal) {
    boolean missing = refusal.code() == 30001 || refusal.code() == 30004;
    boolean without =
        task instanceof RowTask row
            && row.person().kind() == RosterKind.GUESTS
            && row.person().idNumber().isEmpty();
    return missing && without;
  }

  /** Tries used up without a word from the server, and nothing can have been changed. */
  static Outcome unreachable(OutcomeFactory task, Reply<?> last) {
    int code = last instanceof Reply.Unclear<?> unclear ? unclear.code() : 0;
    return task.end(
        RowEnding.FAILED,
        code == 0 ? "NO_ANSWER" : String.valueOf(code),
        words("noAnswer", last.words()));
  }

  /** Sent, and even looking for it afterwards did not tell. */
  public static Outcome unknown(OutcomeFactory task, String why) {
    return task.end(RowEnding.FAILED, "UNKNOWN_STATE", words("unknown", why));
  }

  /** Whom a row has made for no door: the server said so, and an update has not helped. */
  public static Outcome unknownToFaces(OutcomeFactory task, Reply<?> said) {
    return task.end(
        RowEnding.FAILED, Outcome.UNKNOWN_TO_FACES, words("unknownToFaces", said.words()));
  }

  /**
   * Of somebody who was perhaps made by an earlier try that no door has heard of, and whom the
   * policy leaves as they are.
   */
  public static Outcome unknownToFaces(OutcomeFactory task, long person) {
    return task.end(RowEnding.FAILED, Outcome.UNKNOWN_TO_FACES, words("unknownToFaces.before"))
        .withPerson(person);
  }

  public static String reason(Reply.Refusal<?> refusal) {
    String meaning = ErrorCodes.meaning(refusal.code());
    String remedy = ErrorCodes.remedy(refusal.code());
    return refusal.message().isBlank()
        ? words("code", meaning, remedy)
        : words("code.said", meaning, refusal.message(), remedy);
  }

  private static Outcome failed(OutcomeFactory task, Reply.Refusal<?> refusal) {
    return task.end(RowEnding.FAILED, String.valueOf(refusal.code()), reason(refusal));
  }

  private static Outcome fatal(OutcomeFactory task, Reply.Refusal<?> refusal) {
    return task.end(RowEnding.NOT_ATTEMPTED, String.valueOf(refusal.code()), reason(refusal));
  }

  /** Why a row that names no photo and matches none cannot be created, in words. */
  public static String noPhoto(RosterKind kind) {
    return kind == RosterKind.GUESTS ? words("photo.none.guest") : words("photo.none");
  }
}
