package dev.senselink.batch.enrol;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.check.Applicant;
import dev.senselink.batch.check.Key;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.check.Person;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/** One row at work: what is known of it so far. Belongs to one thread. */
final class RowTask {
  private final Applicant applicant;
  private final Key key;
  private int attempts;
  private boolean unanswered;
  private boolean brokenSync;

  /**
   * @param earlierSends creates of this row that left in earlier processes, their answers unknown
   */
  RowTask(Applicant applicant, int earlierSends) {
    this.applicant = applicant;
    this.key = Keys.of(applicant.person());
    this.attempts = earlierSends;
    this.unanswered = earlierSends > 0;
  }

  Applicant applicant() {
    return applicant;
  }

  Person person() {
    return applicant.person();
  }

  Key key() {
    return key;
  }

  /** Counts a request that left and could have changed the server. */
  void sent(Reply<?> reply) {
    if (reply instanceof Reply.Unclear<?> unclear) {
      unanswered = true;
      brokenSync |= unclear.code() == 50001;
    }
    if (!(reply instanceof Reply.NeverSent) && !(reply instanceof Reply.Halted)) {
      attempts++;
    }
  }

  /** Whether some request for this row may have been carried out without our knowing. */
  boolean unanswered() {
    return unanswered;
  }

  /** Whether the server said 50001: saved perhaps, but unknown to its face service. */
  boolean brokenSync() {
    return brokenSync;
  }

  Outcome end(Ending ending, String code, String reason) {
    Outcome outcome =
        Outcome.of(applicant.row().ref(), ending, code, reason).withAttempts(attempts);
    return photoPath() == null ? outcome : outcome.withPhoto(photoPath());
  }

  Outcome done(Ending ending, long person) {
    return end(ending, "", "").withPerson(person);
  }

  private @Nullable String photoPath() {
    return applicant.photo() == null ? null : applicant.photo().path();
  }
}
