package dev.senselink.batch.api.client;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a search by id finds people at all: one that finds nobody is believed once such a search
 * has found somebody, or if the server lists nobody else. Why: whoever is taken for gone keeps
 * their doors, and is not told. Safe between threads.
 */
final class IdSearchProof {
  private static final int WITNESSES = 3;
  private static final Duration LONGEST_LIST = Duration.ofDays(1);

  private volatile boolean finds;
  private volatile boolean blind;

  /** Takes note of what came of a call. */
  void saw(Call<?> call, Reply<?> reply) {
    finds |= isById(call) && isList(reply) && !isNobody(reply);
  }

  /** The reply, if it may be believed; else that the server does not answer such a search. */
  <T> Reply<T> believed(Call<T> call, Reply<T> reply, RetryingClient server) {
    if (finds || !isById(call) || !isNobody(reply)) {
      return reply;
    }
    if (blind) {
      return unproven();
    }
    List<Long> listed = new ArrayList<>();
    String asked = call instanceof ListUsers search ? search.value() : "";
    Reply<Long> list = server.attempts().repeat(() -> others(asked, listed, server));
    if (!(list instanceof Reply.Answer)) {
      return Reply.unanswered(list);
    }
    for (long id : listed) {
      Reply<List<Person>> one = server.attempts().repeat(() -> server.once(ListUsers.byId(id)));
      if (!(one instanceof Reply.Answer)) {
        return Reply.unanswered(one);
      }
    }
    blind = !finds && !listed.isEmpty();
    return blind ? unproven() : reply;
  }

  private static <T> Reply<T> unproven() {
    return new Reply.Unclear<>(true, ErrorCodes.SUCCESS, words("list.idFindsNobody"), null);
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

  private static boolean isList(Reply<?> reply) {
    return reply instanceof Reply.Answer<?> answer && answer.value() instanceof List<?>;
  }

  private static boolean isNobody(Reply<?> reply) {
    return reply instanceof Reply.Answer<?> answer
        && answer.value() instanceof List<?> found
        && found.isEmpty();
  }
}
