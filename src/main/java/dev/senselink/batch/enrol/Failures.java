package dev.senselink.batch.enrol;

import dev.senselink.batch.api.CodeClass;
import dev.senselink.batch.api.Codes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.RosterKind;

/** What a reply that is no good answer means for its row. */
final class Failures {
  private Failures() {}

  /** A look-up or check that could not be done: nothing was changed. */
  static Outcome ofQuestion(Ends task, Reply<?> reply) {
    if (reply instanceof Reply.Halted) {
      return halted(task);
    }
    if (reply instanceof Reply.Refusal<?> refusal) {
      return refusal.codeClass() == CodeClass.FATAL ? fatal(task, refusal) : failed(task, refusal);
    }
    return unreachable(task, reply);
  }

  /** A create or update that the server refused; 30002 is not for here. */
  static Outcome ofRefusal(Ends task, Reply.Refusal<?> refusal) {
    String code = String.valueOf(refusal.code());
    switch (refusal.codeClass()) {
      case FATAL:
        return fatal(task, refusal);
      case PHOTO_REJECTED:
        return refusal.code() == 413
            ? task.end(
                Ending.REJECTED_PHOTO,
                "PHOTO_TOO_LARGE",
                "the server takes no upload of this size; import again with a smaller --photo-kb")
            : task.end(Ending.REJECTED_PHOTO, code, words(refusal));
      case TRANSIENT:
        return task.end(Ending.FAILED, code, words(refusal));
      default:
        return task.end(Ending.REJECTED_ROW, code, words(refusal) + ofIdNumber(task, refusal));
    }
  }

  /** Nothing of this row was sent, and the run is stopping. */
  static Outcome halted(Ends task) {
    return task.end(
        Ending.NOT_ATTEMPTED,
        "",
        "the run stopped before this row was sent; the same command goes on with it");
  }

  /** The manual wants an ID number of every guest; many servers do not. */
  private static String ofIdNumber(Ends task, Reply.Refusal<?> refusal) {
    boolean missing = refusal.code() == 30001 || refusal.code() == 30004;
    boolean without =
        task instanceof RowTask row
            && row.person().kind() == RosterKind.GUESTS
            && row.person().idNumber().isEmpty();
    return missing && without
        ? ". The row has no idNumber, and this server may want one of every guest: fill it"
        : "";
  }

  /** Tries used up without a word from the server, and nothing can have been changed. */
  static Outcome unreachable(Ends task, Reply<?> last) {
    int code = last instanceof Reply.Unclear<?> unclear ? unclear.code() : 0;
    return task.end(
        Ending.FAILED,
        code == 0 ? "NO_ANSWER" : String.valueOf(code),
        "the server gave no usable answer ("
            + last.words()
            + "); nothing was changed, the same command tries again");
  }

  /** Sent, and even looking for it afterwards did not tell. */
  static Outcome unknown(Ends task, String why) {
    return task.end(
        Ending.FAILED,
        "UNKNOWN_STATE",
        "sent, but whether the server did it could not be found out ("
            + why
            + "); the same command looks for it first and then goes on");
  }

  static String words(Reply.Refusal<?> refusal) {
    return Codes.meaning(refusal.code())
        + (refusal.message().isBlank() ? "" : " (" + refusal.message() + ")")
        + "; "
        + Codes.remedy(refusal.code());
  }

  private static Outcome failed(Ends task, Reply.Refusal<?> refusal) {
    return task.end(Ending.FAILED, String.valueOf(refusal.code()), words(refusal));
  }

  private static Outcome fatal(Ends task, Reply.Refusal<?> refusal) {
    return task.end(Ending.NOT_ATTEMPTED, String.valueOf(refusal.code()), words(refusal));
  }
}
