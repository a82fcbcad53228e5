package dev.senselink.batch.api.client;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether it is true that nobody has an id: it is believed of a server only right after a search of
 * the same kind has found somebody else, or if the server lists nobody else and nobody else is
 * known to have been there. Why: a server that starts up may list nobody for a while, whatever it
 * is asked for; whoever is taken for gone then keeps their doors, and is not told. Safe between
 * threads.
 */
final class IdSearchProof {
  private static final int WITNESSES = 3;
  private static final Duration LONGEST_LIST = Duration.ofDays(1);

  /** Whom a search by id has found, or should, the last one last. */
  private final Set<Long> witnesses = new LinkedHashSet<>();

  private volatile Supplier<List<Long>> known = List::of;

  /** What was said when it could not be told for long; {@code null} since such a search finds. */
  private volatile @Nullable Reply<Boolean> blind;

  /** Where a few ids are to be had of people who should be on the server, as far as is known. */
  void knows(Supplier<List<Long>> people) {
    known = people;
  }

  /** Takes note of what came of a call. */
  void saw(Call<?> call, Reply<?> reply) {
    if (!(reply instanceof Reply.Answer<?> answer)) {
      return;
    }
    boolean deleted = call.operation() == Operation.DELETE_USER;
    if ((deleted || call.operation() == Operation.DELETE_GUEST)
        && answer.value() instanceof Long gone) {
      synchronized (witnesses) {
        witnesses.remove(gone);
      }
    } else if (isById(call) && answer.value() instanceof List<?> found && !found.isEmpty()) {
      blind = null;
      add(Long.parseLong(asked(call)));
    }
  }

  /**
   * The reply, if it may be believed; else what the server answers once it may be, or that it
   * cannot be told. Once it could not be told for as long as any call is tried, it is not waited
   * for again until a search by id finds somebody.
   */
  <T> Reply<T> believed(Call<T> call, Reply<T> reply, RetryingClient server) {
    RetryAttempts tries = server.attempts();
    Reply<T> last = reply;
    while (isById(call) && isNobody(last)) {
      Reply<Boolean> seen = seesSomebody(asked(call), server);
      if (seen instanceof Reply.Answer<Boolean> answer) {
        return answer.value() ? once(call, server) : last;
      }
      if (!seen.isUnproven() || blind != null) {
        return Reply.unanswered(seen);
      }
      if (!tries.again(seen)) {
        blind = seen;
        return Reply.unanswered(seen);
      }
      last = once(call, server);
    }
    return last;
  }

  /** False where there is nobody else to be seen; a reply without a value where it is not known. */
  private Reply<Boolean> seesSomebody(String asked, RetryingClient server) {
    Reply<Boolean> before = blind;
    List<Long> last = newest(asked);
    Reply<Boolean> seen = finds(last, server);
    if (!isNobodyFound(seen)) {
      return seen;
    }
    if (before != null) {
      return before;
    }
    List<Long> listed = new ArrayList<>();
    Reply<Long> list = server.attempts().repeat(() -> others(asked, listed, server));
    if (!(list instanceof Reply.Answer)) {
      return Reply.unanswered(list);
    }
    (listed.isEmpty() ? known.get() : listed).forEach(this::add);
    List<Long> should = newest(asked);
    seen = finds(should.stream().filter(id -> !last.contains(id)).toList(), server);
    if (!isNobodyFound(seen) || should.isEmpty()) {
      return seen;
    }
    return unproven(words(listed.isEmpty() ? "list.nobodyAtAll" : "list.idFindsNobody"));
  }

  private static boolean isNobodyFound(Reply<Boolean> found) {
    return found instanceof Reply.Answer<Boolean> answer && !answer.value();
  }

  /** Whether a search by id finds one of these. */
  private static Reply<Boolean> finds(List<Long> ids, RetryingClient server) {
    for (long id : ids) {
      Reply<List<Person>> one = once(ListUsers.byId(id), server);
      if (!(one instanceof Reply.Answer)) {
        return Reply.unanswered(one);
      }
      if (!isNobody(one)) {
        return new Reply.Answer<>(true);
      }
    }
    return new Reply.Answer<>(false);
  }

  private static <T> Reply<T> once(Call<T> call, RetryingClient server) {
    return server.attempts().repeat(() -> server.once(call));
  }

  static <T> Reply<T> unproven(String why) {
    return new Reply.Unclear<>(true, ErrorCodes.SUCCESS, why, null);
  }

  /** Those who were seen last come first. */
  private List<Long> newest(String asked) {
    List<Long> some = new ArrayList<>();
    synchronized (witnesses) {
      for (long id : witnesses) {
        if (!asked.equals(String.valueOf(id))) {
          some.add(0, id);
        }
      }
    }
    return some;
  }

  private void add(long id) {
    synchronized (witnesses) {
      witnesses.remove(id);
      witnesses.add(id);
      if (witnesses.size() > WITNESSES + 1) { // one of them may be asked for
        witnesses.remove(witnesses.iterator().next());
      }
    }
  }

  /** Of the asked one alone it cannot be told: a search may show them only after some time. */
  private static Reply<Long> others(String asked, List<Long> listed, RetryingClient server) {
    listed.clear();
    return server.streamPeople(
        person -> {
          if (listed.size() < WITNESSES && !asked.equals(String.valueOf(person.id()))) {
            listed.add(person.id());
          }
        },
        LONGEST_LIST);
  }

  private static boolean isById(Call<?> call) {
    return call instanceof ListUsers search && search.filter() == ListUsers.Filter.ID;
  }

  private static String asked(Call<?> call) {
    return call instanceof ListUsers search ? search.value() : "";
  }

  private static boolean isNobody(Reply<?> reply) {
    return reply instanceof Reply.Answer<?> answer
        && answer.value() instanceof List<?> found
        && found.isEmpty();
  }
}
