package dev.senselink.batch.enrol;

import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.LastSent;
import dev.senselink.batch.ledger.Ledger;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what every write sent, so that a next one sends only what has changed since. Safe
 * between threads.
 */
final class Memory {
  private final Ledger ledger;
  private final Set<Long> guests = ConcurrentHashMap.newKeySet();

  Memory(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The last photo and ID number sent for the person. */
  LastSent.Sent sent(long person) {
    return ledger.lastSent().of(person);
  }

  /** What is remembered of a guest; {@code null} for staff and for guests never written here. */
  @Nullable KnownGuest guest(long person) {
    return ledger.guests().byId(person).orElse(null);
  }

  /** The guests written by this process. */
  Set<Long> guestsWritten() {
    return Set.copyOf(guests);
  }

  /** A create was answered. */
  void created(long id, RowJob job, Person answer) {
    LastSent.Sent nothing = LastSent.Sent.NOTHING;
    ReadyPhoto photo = job.photo();
    String idNumber = job.task().person().idNumber();
    ledger
        .lastSent()
        .remember(id, Sent.after(nothing, photo == null ? null : photo.photo(), idNumber, answer));
    guest(id, job.fields(), true, Sent.left(job.fields(), answer));
  }

  /**
   * A create was not answered, and has made this person all the same. Their photo counts as not
   * sent: another hand may have sent the like of it.
   */
  void adopted(KnownPerson person, UserFields fields) {
    guest(person.id(), fields, true, Sent.left(person));
  }

  /**
   * An update is about to leave, and its answer may be lost: from now on nothing of what it changes
   * counts as known.
   */
  void leaves(Change change) {
    if (change.photo() != null) {
      ledger.lastSent().forget(change.id());
    }
    if (change.guest() != null) {
      ledger.guests().unsettle(change.id());
    }
  }

  /** The update that was to leave has changed nothing: what was known is known again. */
  void keeps(Change change) {
    if (change.photo() != null && !change.last().equals(LastSent.Sent.NOTHING)) {
      ledger.lastSent().remember(change.id(), change.last());
    }
    KnownGuest guest = change.guest();
    if (guest != null && guest.settled()) {
      ledger.guests().settle(change.id());
    }
  }

  /**
   * An update was answered.
   *
   * @param made whether the row itself has made the person
   */
  void updated(Change change, UserFields sent, Person answer, boolean made) {
    LastSent.Sent before = ledger.lastSent().of(change.id());
    String idNumber = change.task().person().idNumber();
    LastSent.Sent after = Sent.after(before, change.photo(), idNumber, answer);
    // The server's own photo is the file that it once was, not what was downloaded.
    String source = change.source().isEmpty() ? after.sourceSha() : change.source();
    ledger
        .lastSent()
        .remember(
            change.id(),
            new LastSent.Sent(source, after.avatarId(), after.idSha(), after.idCipher()));
    KnownGuest guest = change.guest();
    guest(change.id(), sent, made || (guest != null && guest.made()), Sent.left(sent, answer));
  }

  private void guest(long id, UserFields fields, boolean made, String left) {
    if (fields.visit() != null) {
      ledger.guests().remember(KnownGuest.written(id, Sent.guest(fields), made, left));
      guests.add(id);
    }
  }
}
