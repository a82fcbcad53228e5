package dev.senselink.batch.enrol.context;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.photo.ReadyPhoto;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.SentUpdateStore.SentUpdate;
import dev.senselink.batch.ledger.store.SentGuestFields;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what every write sent, so that a next one sends only what has changed since. Safe
 * between threads.
 */
public final class SentFieldsStore {
  private final Ledger ledger;
  private final String run;
  private final ZoneId zone;

  /** The guests written by this process, with the time of the write as its answer told it. */
  private final Map<Long, String> guests = new ConcurrentHashMap<>();

  /**
   * @param zone in which the windows of visits are sent
   */
  public SentFieldsStore(Ledger ledger, String run, ZoneId zone) {
    this.ledger = ledger;
    this.run = run;
    this.zone = zone;
  }

  /** The last photo and ID number sent for the person. */
  public LastSentStore.Sent sent(long person) {
    return ledger.lastSent().of(person);
  }

  /** What is remembered of a guest; {@code null} for staff and for guests never written here. */
  @Nullable
  public KnownGuest guest(long person) {
    return ledger.guests().byId(person).orElse(null);
  }

  /**
   * The guests written by this process and not seen in a list since, by id, with the time of the
   * write as its answer told it; blank where it told none.
   */
  public Map<Long, String> guestsWritten() {
    return Map.copyOf(guests);
  }

  /** When a guest was written, as above; null for whoever is not one of those. */
  @Nullable
  public String guestWritten(long person) {
    return guests.get(person);
  }

  /** The server has listed a guest as just written. */
  public void listed(Person guest) {
    guests.remove(guest.id());
    String left = SentFields.left(ServerPersonMapper.known(guest, null));
    ledger.guests().listed(guest.id(), guest.updateAt(), left);
  }

  /** A create was answered. */
  public void created(long id, RowWorkspace job, Person answer) {
    LastSentStore.Sent nothing = LastSentStore.Sent.NOTHING;
    ReadyPhoto photo = job.photo();
    String idNumber = job.task().person().idNumber();
    ledger
        .lastSent()
        .remember(
            id, SentFields.after(nothing, photo == null ? null : photo.photo(), idNumber, answer));
    guest(id, job.fields(), true, SentFields.left(job.fields(), answer), answer.updateAt());
  }

  /** The end of the run compares what the answer to a create says with what is listed. */
  public void toBeCompared(RowWorkspace job, Person answer) {
    UserFields sent = job.fields();
    String changes = SentChanges.ofMade(ledger.sentUpdates(), sent);
    note(job.task(), answer.id(), sent, answer, changes);
  }

  private void note(RowTask task, long person, UserFields sent, Person answer, String changes) {
    String all = changes + WrittenPerson.note(ledger, task, sent, answer);
    ledger.sentUpdates().note(run, new SentUpdate(task.row(), person, all));
  }

  /**
   * A create was not answered, and has made this person all the same: so they are listed already.
   * Their photo counts as not sent, since another hand may have sent the like of it; but whoever
   * has another one later was touched since.
   */
  public void adopted(KnownPerson person, UserFields fields) {
    if (fields.visit() != null) {
      String left = SentFields.left(person);
      ledger
          .lastSent()
          .remember(person.id(), new LastSentStore.Sent("", person.avatarId(), "", ""));
      ledger
          .guests()
          .remember(
              new KnownGuest(
                  person.id(),
                  SentFields.guest(fields),
                  true,
                  true,
                  left,
                  "",
                  person.updateAt(),
                  unshown(fields)));
    }
  }

  /** There is nobody of this id, whatever the server has said: nothing was sent for them. */
  public void isNobody(long id) {
    guests.remove(id);
    ledger.guests().forget(id);
    ledger.lastSent().forget(id);
  }

  /**
   * An update is about to leave, and its answer may be lost: from now on nothing of what it changes
   * counts as known.
   */
  public void leaves(PendingUpdate change) {
    if (change.photo() != null) {
      ledger.lastSent().forget(change.id());
    }
    if (change.guest() != null) {
      ledger.guests().unsettle(change.id());
    }
  }

  /** The update that was to leave has changed nothing: what was known is known again. */
  public void keeps(PendingUpdate change) {
    if (change.photo() != null && !change.last().equals(LastSentStore.Sent.NOTHING)) {
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
   * @param doubtful whether it is not known if the server takes the spelling that was used
   */
  public void updated(
      PendingUpdate change, UserFields sent, Person answer, boolean made, boolean doubtful) {
    LastSentStore.Sent before = ledger.lastSent().of(change.id());
    String idNumber = change.task().person().idNumber();
    LastSentStore.Sent after = SentFields.after(before, change.photo(), idNumber, answer);
    // The server's own photo is the file that it once was, not what was downloaded.
    String source = change.source().isEmpty() ? after.sourceSha() : change.source();
    ledger
        .lastSent()
        .remember(
            change.id(),
            new LastSentStore.Sent(source, after.avatarId(), after.idSha(), after.idCipher()));
    String replaced = change.replacedPhoto();
    String changes =
        SentChanges.of(ledger.sentUpdates(), change.before(), sent, replaced, made, doubtful);
    if (!changes.isEmpty()) {
      note(change.task(), change.id(), sent, answer, changes);
    }
    KnownGuest guest = change.guest();
    boolean ours = made || (guest != null && guest.made());
    guest(change.id(), sent, ours, SentFields.left(sent, answer), answer.updateAt());
  }

  private void guest(long id, UserFields fields, boolean made, String left, String at) {
    if (fields.visit() != null) {
      SentGuestFields sent = SentFields.guest(fields);
      ledger.guests().remember(KnownGuest.written(id, sent, made, left, at, unshown(fields)));
      guests.put(id, at);
    }
  }

  private KnownGuest.Unshown unshown(UserFields fields) {
    return ledger.guests().unshown(fields.idNumber(), zone);
  }
}
