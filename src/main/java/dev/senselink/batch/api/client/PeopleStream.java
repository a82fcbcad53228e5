package dev.senselink.batch.api.client;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.WithRawJson;
import dev.senselink.batch.api.people.ListEverybody;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleListProof;
import dev.senselink.batch.api.people.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One list of people, given on one by one as they arrive, and what it takes to call it whole. */
final class PeopleStream {
  private final ListEverybody call;
  private final BiConsumer<Person, JsonNode> each;

  PeopleStream(Map<ListUsers.Filter, String> search, BiConsumer<Person, JsonNode> each) {
    this.call = new ListEverybody(search, new PeopleListProof());
    this.each = each;
  }

  /** Reads the list itself, in one exchange. */
  Reply<Long> read(CallExecutor exchanges, @Nullable Duration atMost) {
    return exchanges.everybody(call, this::give, atMost);
  }

  private void give(JsonNode node) {
    Person person = Person.read(node);
    if (call.roll().note(person) && person != null) {
      each.accept(person, node);
    }
  }

  /**
   * What the list comes to when those whom it showed without a type have been asked for, by their
   * ids.
   */
  Reply<Long> completed(
      Reply<Long> list,
      Function<WithRawJson<List<Person>>, Reply<WithRawJson.Said<List<Person>>>> asking) {
    if (!(list instanceof Reply.Answer<Long> whole)) {
      return list;
    }
    List<Long> untyped = List.copyOf(call.roll().untyped());
    long given = whole.value() - untyped.size();
    for (long id : untyped) {
      Reply<WithRawJson.Said<List<Person>>> reply =
          asking.apply(new WithRawJson<>(ListUsers.byId(id)));
      if (!(reply instanceof Reply.Answer<WithRawJson.Said<List<Person>>> answer)) {
        return Reply.unanswered(reply);
      }
      given += giveById(answer.value(), id);
    }
    return new Reply.Answer<>(given);
  }

  private int giveById(WithRawJson.Said<List<Person>> answer, long id) {
    int given = 0;
    for (JsonNode node : answer.rows("")) {
      Person person = Person.read(node);
      if (person != null && person.id() == id) {
        each.accept(person, node);
        given++;
      }
    }
    return given;
  }
}
