package dev.senselink.batch.enrol.write;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.ledger.KnownGuest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Looks how the server lists the guests just written, so that what somebody changes from now on is
 * seen. This is done by the process that wrote them, at its end and at each stop in order; those of
 * one that did not come to it are known by {@link AnswerTimes} later, or never deleted.
 *
 * <p>Why not by the answers alone: they echo the request, and tell the time of the change in
 * another zone than the list (NOTES 36, 37). But zones differ by quarters of an hour, so the
 * answers tell whether the list shows our write or one after it.
 */
public final class GuestListRecorder {
  private static final int FEW = 20;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final EnrolmentContext context;

  public GuestListRecorder(EnrolmentContext context) {
    this.context = context;
  }

  /** Looks at all whom this process wrote and has not seen listed yet. */
  public void look() {
    Map<Long, String> written = context.memory().guestsWritten();
    if (written.size() > FEW) {
      RetryingClient server = context.server();
      server.attempts().repeat(() -> server.streamPeople(this::saw, LONGEST));
      return;
    }
    for (long id : written.keySet()) {
      if (context.server().ask(ListUsers.byId(id)) instanceof Reply.Answer<List<Person>> answer) {
        answer.value().forEach(this::saw);
      }
    }
  }

  /** Notes a guest if this process wrote them and nobody has changed them since. */
  void saw(Person person) {
    String written = context.memory().guestWritten(person.id());
    if (written != null
        && AnswerTimes.mayBeOne(written, person.updateAt())
        && !hasRemarkOfAnother(person)) {
      context.memory().listed(person);
    }
  }

  /** A server may store what it gets in other words, but it invents none. */
  private boolean hasRemarkOfAnother(Person person) {
    if (person.remark().isBlank()) {
      return false;
    }
    KnownGuest guest = context.memory().guest(person.id());
    return guest != null && SentFields.hasNoRemark(guest.sent());
  }
}
