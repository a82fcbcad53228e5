package dev.senselink.batch.enrol;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.check.Applicant;
import dev.senselink.batch.check.Key;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.check.Person;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.GuestSent;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row at work: what is known of it so far. Belongs to one thread. */
final class RowTask implements Ends {
  private final Applicant applicant;
  private final EarlierSends before;
  private final Key key;
  private int attempts;
  private long leftAt;
  private boolean unanswered;
  private boolean brokenSync;
  private boolean decided;
  private List<Long> present = List.of();
  private @Nullable GuestSent sends;

  /**
   * @param before what may have left for this row already
   */
  RowTask(Applicant applicant, EarlierSends before) {
    this.applicant = applicant;
    this.before = before;
    this.key = Keys.of(applicant.person());
    this.attempts = before.attempts();
    this.unanswered = before.creates() > 0;
  }

  Applicant applicant() {
    return applicant;
  }

  /** The row's position in its run. */
  int row() {
    return applicant.row().ref().number();
  }

  Person person() {
    return applicant.person();
  }

  Key key() {
    return key;
  }

  /** What may have left for this row before it was worked this time. */
  EarlierSends before() {
    return before;
  }

  /** From now on every intent of this row tells that this is sent for a guest. */
  void sends(@Nullable GuestSent sent) {
    sends = sent;
  }

  /** What is sent for a guest; {@code null} for staff. */
  @Nullable GuestSent sends() {
    return sends;
  }

  /**
   * A request for this row leaves now.
   *
   * @param now by the clock that never steps
   */
  void leaves(long now) {
    leftAt = now;
  }

  /** When the last request for this row left: not when it began to wait for a free slot. */
  long leftAt() {
    return leftAt;
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

  /**
   * From now on the row is one about which a person has decided.
   *
   * @param ids who had its key when it was carried out: none of them can be whom this row makes
   */
  void decidedAmong(List<Long> ids) {
    decided = true;
    present = List.copyOf(ids);
  }

  /** Whether a person has decided about the row, so that no rule decides against them. */
  boolean isDecided() {
    return decided;
  }

  /** Whether somebody had the row's key before a decision about it was carried out. */
  boolean hadKey(long id) {
    return present.contains(id);
  }

  /** Whether the server said 50001: saved perhaps, but unknown to its face service. */
  boolean brokenSync() {
    return brokenSync;
  }

  @Override
  public Outcome end(Ending ending, String code, String reason) {
    Outcome outcome =
        Outcome.of(applicant.row().ref(), ending, code, reason).withAttempts(attempts);
    return photoPath().isEmpty() ? outcome : outcome.withPhoto(photoPath());
  }

  Outcome done(Ending ending, long person) {
    return end(ending, "", "").withPerson(person);
  }

  /** The path of the row's photo, {@code ""} for none. */
  String photoPath() {
    return applicant.photo() == null ? "" : applicant.photo().path();
  }
}
