package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.Words.words;

import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.Spelling;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.LastSent;
import dev.senselink.batch.outcome.Candidate;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.roster.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One update at work: what the server holds, what the row wants, and so what is to be sent. Belongs
 * to one thread.
 */
final class Change {
  private final RowTask task;
  private final Wanted wanted;
  private final LastSent.Sent last;
  private final @Nullable KnownGuest guest;
  private Person stored;
  private Merge merge;
  private @Nullable Photo photo;
  private String source = "";
  private boolean newPhoto;
  private int qaCode;
  private boolean force;
  private boolean maybeDone;

  /**
   * @param stored the person as just read
   * @param last what was last sent for the person
   * @param guest what is remembered of a guest, {@code null} for staff and for unknown guests
   */
  Change(
      RowTask task, Person stored, Wanted wanted, LastSent.Sent last, @Nullable KnownGuest guest) {
    this.task = task;
    this.wanted = wanted;
    this.last = last;
    this.guest = guest;
    this.stored = stored;
    this.merge = merged(stored);
  }

  private Merge merged(Person now) {
    return Merge.of(now, task.person(), wanted, guest);
  }

  /** The server holds something else by now. */
  void reread(Person now) {
    stored = now;
    merge = merged(now);
  }

  /** The photo to be sent; {@code quality} is a failed check that is let pass, else 0. */
  void photo(@Nullable Photo toSend, int quality) {
    photo = toSend;
    newPhoto = true;
    qaCode = quality;
  }

  /** The photo that the server holds already, because the update needs one. */
  void samePhoto(@Nullable Photo toSend) {
    photo = toSend;
    source = last.avatarId().equals(stored.avatarId()) ? last.sourceSha() : "";
  }

  /** The digest of the file that the server's own photo once was; {@code ""} if not known. */
  String source() {
    return source;
  }

  /** Whether the photo has to be sent although it is the server's: a guest's update wants it. */
  boolean needsPhoto() {
    return wanted.visit() != null && !isNothing();
  }

  /** What would change, in words. */
  String inWords() {
    List<String> names = new ArrayList<>(merge.changed());
    if (newPhoto) {
      names.add("photo");
    }
    return FieldNames.list(names);
  }

  /** A request with this change was sent, and this came of it. */
  void saw(Reply<?> reply) {
    task.sent(reply);
    maybeDone |= reply instanceof Reply.Answer || reply instanceof Reply.Unclear;
  }

  /** Whether the server may have carried it out. */
  boolean maybeDone() {
    return maybeDone;
  }

  /** From now on with {@code force=1}. */
  void force() {
    force = true;
  }

  boolean isForced() {
    return force;
  }

  RowTask task() {
    return task;
  }

  long id() {
    return stored.id();
  }

  /** What was last sent for the person, before this change. */
  LastSent.Sent last() {
    return last;
  }

  /** What was remembered of a guest before this change; {@code null} for staff, and if unknown. */
  @Nullable KnownGuest guest() {
    return guest;
  }

  Person stored() {
    return stored;
  }

  Merge merge() {
    return merge;
  }

  @Nullable Photo photo() {
    return photo;
  }

  /** Whether the server still holds the very photo that this file was. */
  boolean holdsPhoto(String sourceSha) {
    return Sent.samePhoto(last, sourceSha, stored);
  }

  /** Whether there is nothing to send. */
  boolean isNothing() {
    return photo == null && merge.changed().isEmpty() && !idNumberDiffers();
  }

  /** Whether nothing is left to send, as far as can be seen: neither a photo nor an ID number. */
  boolean isSeenDone() {
    return photo == null && merge.changed().isEmpty() && task.person().idNumber().isEmpty();
  }

  private boolean idNumberDiffers() {
    String number = task.person().idNumber();
    if (!number.isEmpty()) {
      return !Sent.sameIdNumber(last, number, stored);
    }
    return clearsIdNumber() && hasIdNumber();
  }

  private boolean clearsIdNumber() {
    return task.person().field(Column.ID_NUMBER).clears();
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
  @Nullable Outcome unsafe(boolean mayEraseIdNumber) {
    if (merge.groupsUnknown()) {
      return end(Ending.REVIEW, "GROUPS_UNKNOWN", words("update.groupsUnknown"))
          .withCandidates(List.of(candidate(false)));
    }
    if (wouldLoseIdNumber() && !mayEraseIdNumber) {
      return end(Ending.REVIEW, "ID_NUMBER_UNKNOWN", words("update.idNumberUnknown"))
          .withCandidates(List.of(candidate(false)));
    }
    return null;
  }

  /** The person as a candidate, for whoever has to decide. */
  Candidate candidate(boolean canForce) {
    return People.candidate(People.known(stored, null), task.key(), canForce);
  }

  /** All that is sent. */
  UserFields fields(Spelling spelling) {
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
  Outcome end(Ending ending, String code, String reason) {
    return task.end(ending, code, reason).withPerson(id());
  }

  /** Ends the row well, with what is to be looked at all the same. */
  Outcome done(Ending ending) {
    return noted(task.done(ending, id()));
  }

  /** The outcome with what is to be looked at. */
  Outcome noted(Outcome outcome) {
    Outcome told = outcome;
    if (merge.genderDiffers()) {
      told = told.noting("GENDER_NOT_UPDATABLE", words("update.gender"));
    }
    return qaCode == 0 ? told : told.noting(String.valueOf(qaCode), PhotoDesk.qaWords(qaCode));
  }
}
