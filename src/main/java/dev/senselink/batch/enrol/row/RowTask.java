package dev.senselink.batch.enrol.row;

import dev.senselink.batch.check.Applicant;
import dev.senselink.batch.check.Key;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.check.Person;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.store.GuestSent;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoFile;
import org.jspecify.annotations.Nullable;

/** One row at work: who it is, and what may have left for it before. Belongs to one thread. */
public final class RowTask implements Ends {
  private final Applicant applicant;
  private final EarlierSends before;
  private final Key key;
  private @Nullable GuestSent sends;
  private @Nullable String photoSha;
  private @Nullable Promise<Void> noted;

  /**
   * @param before what may have left for this row already
   */
  public RowTask(Applicant applicant, EarlierSends before) {
    this.applicant = applicant;
    this.before = before;
    this.key = Keys.of(applicant.person());
  }

  public Applicant applicant() {
    return applicant;
  }

  /** The row's position in its run. */
  public int row() {
    return applicant.row().ref().number();
  }

  /** The row's line in its roster. */
  public long line() {
    return applicant.row().ref().line();
  }

  public Person person() {
    return applicant.person();
  }

  public Key key() {
    return key;
  }

  /** What may have left for this row before it was worked this time. */
  public EarlierSends before() {
    return before;
  }

  /** From now on every intent of this row tells that this is sent for a guest. */
  public void sends(@Nullable GuestSent sent) {
    sends = sent;
  }

  /** What is sent for a guest; {@code null} for staff. */
  @Nullable public GuestSent sends() {
    return sends;
  }

  /** The ledger is about to know whom the row was about. */
  public void noted(Promise<Void> written) {
    noted = written;
  }

  /** Done when the ledger knows whom the row was about; {@code null} where it need not. */
  @Nullable public Promise<Void> noted() {
    return noted;
  }

  /** The digest of the row's photo file; blank for none, and for one that cannot be read. */
  public String photoSha() {
    String known = photoSha;
    if (known == null) {
      PhotoFile file = applicant.photo();
      known = file == null ? "" : Sent.contentOf(file);
      photoSha = known;
    }
    return known;
  }

  @Override
  public Outcome end(Ending ending, String code, String reason) {
    Outcome outcome =
        Outcome.of(applicant.row().ref(), ending, code, reason).withAttempts(before.attempts());
    return photoPath().isEmpty() ? outcome : outcome.withPhoto(photoPath());
  }

  public Outcome done(Ending ending, long person) {
    return end(ending, "", "").withPerson(person);
  }

  /** The path of the row's photo, {@code ""} for none. */
  public String photoPath() {
    return applicant.photo() == null ? "" : applicant.photo().path();
  }
}
