package dev.senselink.batch.enrol.row;

import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.store.SentGuestFields;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.PhotoFile;
import org.jspecify.annotations.Nullable;

/** One row at work: who it is, and what may have left for it before. Belongs to one thread. */
public final class RowTask implements OutcomeFactory {
  private final CheckedRow applicant;
  private final EarlierSends before;
  private final PersonKey key;
  private @Nullable SentGuestFields sends;
  private @Nullable String photoSha;
  private @Nullable Promise<Void> noted;
  private @Nullable FaceFindings findings;

  /**
   * @param before what may have left for this row already
   */
  public RowTask(CheckedRow applicant, EarlierSends before) {
    this.applicant = applicant;
    this.before = before;
    this.key = KeyRules.of(applicant.person());
  }

  public CheckedRow applicant() {
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

  public RosterPerson person() {
    return applicant.person();
  }

  public PersonKey key() {
    return key;
  }

  /** What may have left for this row before it was worked this time. */
  public EarlierSends before() {
    return before;
  }

  /** From now on every intent of this row tells that this is sent for a guest. */
  public void sends(@Nullable SentGuestFields sent) {
    sends = sent;
  }

  /** What is sent for a guest; {@code null} for staff. */
  @Nullable
  public SentGuestFields sends() {
    return sends;
  }

  /** The ledger is about to know whom the row was about. */
  public void noted(Promise<Void> written) {
    noted = written;
  }

  /** Done when the ledger knows whom the row was about; {@code null} where it need not. */
  @Nullable
  public Promise<Void> noted() {
    return noted;
  }

  /** The digest of the row's photo file; blank for none, and for one that cannot be read. */
  public String photoSha() {
    String known = photoSha;
    if (known == null) {
      PhotoFile file = applicant.photo();
      known = file == null ? "" : SentFields.contentOf(file);
      photoSha = known;
    }
    return known;
  }

  @Override
  public Outcome end(RowEnding ending, String code, String reason) {
    Outcome outcome =
        Outcome.of(applicant.row().ref(), ending, code, reason).withAttempts(before.attempts());
    return photoPath().isEmpty()
        ? outcome
        : FaceNotes.told(outcome.withPhoto(photoPath()), findings);
  }

  @Override
  public void saw(@Nullable FaceFindings seen) {
    findings = seen;
  }

  public Outcome done(RowEnding ending, long person) {
    return end(ending, "", "").withPerson(person);
  }

  /** The path of the row's photo, {@code ""} for none. */
  public String photoPath() {
    return applicant.photo() == null ? "" : applicant.photo().path();
  }
}
