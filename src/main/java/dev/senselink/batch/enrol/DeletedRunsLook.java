package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.DeletedRequestStore;
import dev.senselink.batch.ledger.DeletedRequestStore.DeletedRequest;
import dev.senselink.batch.ledger.KnownPerson;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * Looks among all whom the server lists for the people of requests whose run was deleted: their
 * names and numbers are gone, and only hashes tell them. Found or not, the requests are done with,
 * since nothing of them can land any more; whoever was made is there for the rows of this run.
 */
final class DeletedRunsLook {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final EnrolmentContext context;
  private final DeletedRequestStore requests;
  private final List<DeletedRequest> open;
  private final TreeSet<Long> found = new TreeSet<>();

  DeletedRunsLook(EnrolmentContext context) {
    this.context = context;
    this.requests = context.ledger().deletedRequests();
    this.open = requests.all();
  }

  /** False if the server did not tell: then they stay open. */
  boolean look() {
    RetryingClient server = context.server();
    Reply<Long> reply = server.attempts().repeat(() -> server.streamPeople(this::saw, LONGEST));
    if (!(reply instanceof Reply.Answer)) {
      return false;
    }
    if (!found.isEmpty()) {
      context.warn().accept(words("lost.ofDeleted", DisplayLanguage.list(List.copyOf(found))));
    }
    requests.forget();
    return true;
  }

  private void saw(Person person) {
    KnownPerson known = ServerPersonMapper.known(person, null);
    String name = requests.hash(person.name());
    for (DeletedRequest request : open) {
      KeyField field = KeyField.valueOf(request.keyField());
      if (request.type() == person.type()
          && request.nameHash().equals(name)
          && request.keyHash().equals(requests.hash(ServerPersonMapper.shown(known, field)))
          && !request.earlier().contains(person.id())) {
        found.add(person.id());
      }
    }
  }
}
