package dev.senselink.batch.enrol.write;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last look, at all together, for whom the server said that it had deleted: only the first of
 * them is looked up at once, and it may say so and do nothing. The list is read as it comes; eight
 * bytes are kept for each.
 */
public final class DeletionAudit {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final RetryingClient server;
  private final MadePeople gone = new MadePeople();

  public DeletionAudit(EnrolmentContext context) {
    this.server = context.server();
  }

  /** Somebody who should not be there any more; no more of them once it has looked. */
  public void expectGone(long person) {
    gone.accept(person);
  }

  /** Who of them is there still; empty if the server does not tell. */
  public Optional<List<Long>> stillThere() {
    gone.areAll();
    if (gone.isEmpty()) {
      return Optional.of(List.of());
    }
    if (!list() || gone.isAnySeen() && !(server.waitFor(RetryingClient.LONGEST_LAG) && list())) {
      return Optional.empty();
    }
    List<Long> asked = new ArrayList<>();
    gone.forEachSeen(asked::add);
    if (asked.isEmpty()) {
      asked.add(gone.first()); // a list of nobody proves nothing
    }
    List<Long> there = new ArrayList<>();
    for (long person : asked) {
      Optional<Boolean> seen = PersonDeletion.there(server.ask(ListUsers.byId(person)));
      if (seen.isEmpty()) {
        return Optional.empty();
      }
      if (seen.get()) {
        there.add(person);
      }
    }
    return Optional.of(there);
  }

  /** False if the server does not list everybody. */
  private boolean list() {
    Reply<Long> listed =
        server
            .attempts()
            .repeat(
                () -> {
                  gone.seeNobody(); // whom a list shows that was cut short, or that lags behind
                  return server.streamPeople(this::saw, LONGEST);
                });
    return listed instanceof Reply.Answer;
  }

  private void saw(Person person) {
    gone.saw(person.id());
  }
}
