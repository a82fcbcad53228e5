package dev.senselink.batch.enrol.context;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.SpellingStyle;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.photo.PhotoVerification;
import dev.senselink.batch.enrol.photo.ReadyPhoto;
import dev.senselink.batch.enrol.plan.ProposedUpdate;
import dev.senselink.batch.enrol.row.References;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.roster.RosterColumn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a person who is there, and so what is to be sent for a row: made anew from every
 * read. Immutable.
 */
public final class PendingUpdate {
  /** Which photo a write carries. */
  public enum PhotoUse {
    /** The row's, if the server does not hold it; a guest's always. */
    AS_NEEDED,
    /** The row's, whatever the server holds. */
    ALWAYS,
    NEVER
  }

  private final RowTask task;
  private final References wanted;
  private final LastSentStore.Sent last;
  private final @Nullable KnownGuest guest;
  private final Person stored;
  private final UpdateMerge merge;
  private final @Nullable ReadyPhoto ready;
  private final boolean newPhoto;
  private final boolean always;
  private final @Nullable PendingUpdate first;

  /**
   * @param stored the person as just read
   */
  public PendingUpdate(
      RowWorkspace job, RowTarget.Remembered remembered, Person stored, PhotoUse use) {
    this.task = job.task();
    this.wanted = job.wanted();
    this.last = remembered.last();
    this.guest = remembered.guest();
    this.stored = stored;
    this.merge = UpdateMerge.of(stored, task.person(), wanted, guest, job.target().lost(stored));
    this.ready = use == PhotoUse.NEVER ? null : job.photo();
    this.always = use == PhotoUse.ALWAYS;
    this.first = job.target().firstUpdate();
    PhotoFile file = task.applicant().photo();
    this.newPhoto =
        file != null
            && use != PhotoUse.NEVER
            && (always || !SentFields.samePhoto(last, task.photoSha(), stored));
  }

  /** Whether a photo has to be sent that is not at hand. */
  public boolean lacksPhoto() {
    if (newPhoto || (needsPhoto() && task.applicant().photo() != null)) {
      return ready == null || !ready.avatar().isEmpty();
    }
    // The server's own, and none that was replaced meanwhile.
    return needsPhoto() && (ready == null || !ready.avatar().equals(stored.avatarId()));
  }

  /** A guest's update wants a photo, be it the one that the server holds. */
  private boolean needsPhoto() {
    return wanted.visit() != null && !hasNothingToSend();
  }

  /** Whether another photo takes the place of the server's. */
  public boolean replacesPhoto() {
    return newPhoto && ready != null;
  }

  /** The photo to be sent; {@code null} for none. */
  @Nullable
  public Photo photo() {
    return ready != null && (newPhoto || needsPhoto()) ? ready.photo() : null;
  }

  /** The person as read before the first update of the row that was answered, or before this. */
  Person before() {
    return first == null ? stored : first.stored;
  }

  /**
   * The id of the photo in whose place another is to come, by this update or by the one of the row
   * that it mends; {@code null} if none is.
   */
  @Nullable String replacedPhoto() {
    boolean replaced = photo() != null || (first != null && first.photo() != null);
    return replaced ? before().avatarId() : null;
  }

  /** The digest of the file that the server's own photo once was; {@code ""} if not known. */
  String source() {
    boolean own = !newPhoto && photo() != null;
    return own && last.avatarId().equals(stored.avatarId()) ? last.sourceSha() : "";
  }

  /** What would change, in words. */
  public String inWords() {
    Set<String> names = new LinkedHashSet<>(merge.changed());
    names.addAll(wanted.coming());
    if (newPhoto) {
      names.add("photo");
    }
    return RosterFieldNames.list(names);
  }

  /**
   * What would be changed, for whoever has to write it down or to allow it.
   *
   * @param begun whether a write of the row may have been carried out
   * @param ownPhoto whether the photo that is there is known to be the one of such a write
   */
  public ProposedUpdate proposed(boolean begun, boolean ownPhoto) {
    return new ProposedUpdate(
        stored,
        merge.fields(),
        merge.changed(),
        idNumberDiffers() || wouldLoseIdNumber(),
        newPhoto ? photo() : null,
        wanted,
        guest,
        begun,
        ownPhoto);
  }

  public RowTask task() {
    return task;
  }

  public long id() {
    return stored.id();
  }

  /** What was last sent for the person, before this row. */
  public LastSentStore.Sent last() {
    return last;
  }

  /** What was remembered of a guest before this row; {@code null} for staff, and if unknown. */
  public @Nullable KnownGuest guest() {
    return guest;
  }

  public Person stored() {
    return stored;
  }

  public UpdateMerge merge() {
    return merge;
  }

  /** Whether there is nothing to send. */
  public boolean hasNothingToSend() {
    return !newPhoto
        && !always
        && merge.changed().isEmpty()
        && wanted.coming().isEmpty()
        && !idNumberDiffers();
  }

  /** Whether nothing is left to send, as far as can be seen: neither a photo nor an ID number. */
  public boolean isSeenDone() {
    return !newPhoto && !always && merge.changed().isEmpty() && task.person().idNumber().isEmpty();
  }

  private boolean idNumberDiffers() {
    String number = task.person().idNumber();
    if (!number.isEmpty()) {
      return !SentFields.sameIdNumber(last, number, stored);
    }
    return clearsIdNumber() && hasIdNumber();
  }

  private boolean clearsIdNumber() {
    return task.person().field(RosterColumn.ID_NUMBER).clears();
  }

  /** Only the server knows it, encrypted; a null or empty one counts as none. */
  private boolean hasIdNumber() {
    return stored.encryptedIdNumber() != null && !stored.encryptedIdNumber().isEmpty();
  }

  /** Whether the update would erase an ID number that the roster does not tell. */
  private boolean wouldLoseIdNumber() {
    return hasIdNumber() && task.person().idNumber().isEmpty() && !clearsIdNumber();
  }

  /** Null unless the update would take something away that nobody asked for. */
  @Nullable
  public Outcome unsafe(boolean mayEraseIdNumber) {
    if (merge.groupsUnknown()) {
      return end(RowEnding.REVIEW, "GROUPS_UNKNOWN", words("update.groupsUnknown"))
          .withCandidates(List.of(candidate(false)));
    }
    if (wouldLoseIdNumber() && !mayEraseIdNumber) {
      return end(RowEnding.REVIEW, "ID_NUMBER_UNKNOWN", words("update.idNumberUnknown"))
          .withCandidates(List.of(candidate(false)));
    }
    return null;
  }

  /** The person as a candidate, for whoever has to decide. */
  public ConflictCandidate candidate(boolean canForce) {
    return ServerPersonMapper.candidate(
        ServerPersonMapper.known(stored, null), task.key(), canForce);
  }

  /** All that is sent. */
  public UserFields fields(SpellingStyle spelling, boolean force) {
    Photo photo = photo();
    return merge
        .fields()
        .with()
        .idNumber(task.person().idNumber())
        .avatarJpeg(photo == null ? null : photo.jpeg())
        .force(force)
        .spelling(spelling)
        .build();
  }

  /** Ends the row about this person. */
  public Outcome end(RowEnding ending, String code, String reason) {
    return task.end(ending, code, reason).withPerson(id());
  }

  /** Ends the row well, with what is to be looked at all the same. */
  public Outcome done(RowEnding ending) {
    return noted(task.done(ending, id()));
  }

  /** The outcome with what is to be looked at. */
  public Outcome noted(Outcome outcome) {
    Outcome told = outcome;
    if (merge.genderDiffers()) {
      told = told.noting("GENDER_NOT_UPDATABLE", words("update.gender"));
    }
    return newPhoto && ready != null
        ? PhotoVerification.noted(told, ready.photo(), ready.qaCode())
        : told;
  }
}
