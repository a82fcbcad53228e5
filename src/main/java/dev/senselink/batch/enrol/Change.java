package dev.senselink.batch.enrol;

import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Spelling;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.ledger.LastSent;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.roster.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One update at work: whom it changes, what the server holds, what is to be sent. One thread. */
final class Change {
  private final LastSent lastSent;
  private final EnrolSettings settings;
  final RowTask task;
  final long id;
  private final @Nullable Long department;
  private final @Nullable List<Long> groups;
  Person stored;
  Merge merge;
  @Nullable Photo photo;
  int qaCode;
  boolean force;

  Change(RunContext context, RowTask task, Person stored, Wanted wanted) {
    this.lastSent = context.ledger().lastSent();
    this.settings = context.settings();
    this.task = task;
    this.id = stored.id();
    this.department = wanted.department();
    this.groups = wanted.groups();
    this.stored = stored;
    this.merge = Merge.of(stored, task.person(), department, groups);
  }

  void reread(Person now) {
    stored = now;
    merge = Merge.of(now, task.person(), department, groups);
  }

  /** Whether something other than the photo is to be changed. */
  boolean fieldsDiffer() {
    return !merge.changed().isEmpty() || idNumberDiffers();
  }

  boolean idNumberDiffers() {
    String wanted = task.person().idNumber();
    if (!wanted.isEmpty()) {
      return !Sent.sameIdNumber(lastSent.of(id), wanted, stored);
    }
    return clearsIdNumber() && hasIdNumber();
  }

  boolean clearsIdNumber() {
    return task.person().field(Column.ID_NUMBER).clears();
  }

  /** Only the server knows it, encrypted; a null or empty one counts as none. */
  boolean hasIdNumber() {
    return stored.encryptedIdNumber() != null && !stored.encryptedIdNumber().isEmpty();
  }

  boolean wouldLoseIdNumber() {
    return hasIdNumber()
        && task.person().idNumber().isEmpty()
        && !clearsIdNumber()
        && !settings.eraseUnknownIdNumber();
  }

  /** Everything to send, spelt as this server takes it. */
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
}
