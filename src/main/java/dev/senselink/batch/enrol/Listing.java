package dev.senselink.batch.enrol;

import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Looks how the server lists the guests just written, so that what somebody changes from now on is
 * seen. Of guests that it does not get to see the next run's list is the first.
 *
 * <p>Why not by the answers: they echo the request, and tell the time of the change in another zone
 * than the list (NOTES 36, 37).
 */
public final class Listing {
  private static final int FEW = 20;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final RunContext context;

  Listing(RunContext context) {
    this.context = context;
  }

  /** Looks at all whom this process wrote. */
  public void look() {
    Set<Long> written = context.memory().guestsWritten();
    if (written.size() > FEW) {
      context.server().streamPeople(person -> note(person, written), LONGEST);
      return;
    }
    for (long id : written) {
      if (context.server().ask(ListUsers.byId(id)) instanceof Reply.Answer<List<Person>> answer) {
        answer.value().forEach(person -> note(person, written));
      }
    }
  }

  private void note(Person person, Set<Long> written) {
    if (written.contains(person.id())) {
      String left = Sent.left(People.known(person, null));
      context.ledger().guests().listed(person.id(), person.updateAt(), left);
    }
  }
}
