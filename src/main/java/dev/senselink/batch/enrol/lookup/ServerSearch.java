package dev.senselink.batch.enrol.lookup;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.row.ServerMisbehaviourException;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.ledger.KnownPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks people up on the server, a request a question. What it finds is filtered again here, since
 * the manual does not say whether it matches whole values. Safe between threads.
 */
public final class ServerSearch implements PeopleSource {
  private static final Duration LONGEST_LIST = Duration.ofDays(1);

  private final RetryingClient server;

  public ServerSearch(RetryingClient server) {
    this.server = server;
  }

  /**
   * Everybody with this key, in whatever spelling of {@link KeySpellings} the server holds it.
   *
   * @throws ServerMisbehaviourException if the server answers with so many that it cannot have
   *     looked at the filter, or with no whole list
   */
  @Override
  public List<KnownPerson> withKey(PersonKey key) throws UnansweredException {
    Map<Long, KnownPerson> found = new LinkedHashMap<>();
    for (String spelling : KeySpellings.of(key)) {
      for (Person p : ask(ListUsers.by(filter(key.field()), spelling))) {
        KnownPerson person = ServerPersonMapper.known(p, null);
        if (ServerPersonMapper.hasKey(person, key)) {
          found.put(person.id(), person);
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  /** Whether the filter of a field finds somebody by what the server shows of them. */
  boolean finds(KeyField field, KnownPerson there) throws UnansweredException {
    return ask(ListUsers.by(filter(field), ServerPersonMapper.shown(there, field))).stream()
        .anyMatch(person -> person.id() == there.id());
  }

  /** Everybody with this key among all whom the server lists. */
  List<KnownPerson> listedWithKey(PersonKey key) throws UnansweredException {
    List<KnownPerson> found = new ArrayList<>();
    Reply<Long> reply = server.attempts().repeat(() -> list(key, found));
    if (!(reply instanceof Reply.Answer)) {
      throw new UnansweredException(reply);
    }
    return found;
  }

  private Reply<Long> list(PersonKey key, List<KnownPerson> found) {
    found.clear();
    return server.streamPeople(
        person -> {
          KnownPerson known = ServerPersonMapper.known(person, null);
          if (ServerPersonMapper.hasKey(known, key)) {
            found.add(known);
          }
        },
        LONGEST_LIST);
  }

  @Override
  public List<KnownPerson> named(String name) throws UnansweredException {
    String normal = KeyRules.name(name);
    return ask(ListUsers.by(ListUsers.Filter.NAME, name)).stream()
        .map(p -> ServerPersonMapper.known(p, null))
        .filter(p -> p.normalName().equals(normal))
        .toList();
  }

  @Override
  public Optional<KnownPerson> withId(long id) throws UnansweredException {
    return ask(ListUsers.byId(id)).stream().map(p -> ServerPersonMapper.known(p, null)).findFirst();
  }

  private List<Person> ask(ListUsers call) throws UnansweredException {
    Reply<List<Person>> reply = server.ask(call);
    if (reply.isUnproven()) {
      throw new ServerMisbehaviourException(words("odd.list", reply.words()));
    }
    if (!(reply instanceof Reply.Answer<List<Person>> answer)) {
      throw new UnansweredException(reply);
    }
    if (answer.value().size() >= ListUsers.MOST) {
      throw new ServerMisbehaviourException(words("odd.filter", answer.value().size()));
    }
    return answer.value();
  }

  private static ListUsers.Filter filter(KeyField field) {
    return switch (field) {
      case JOB_NUMBER -> ListUsers.Filter.JOB_NUMBER;
      case MOBILE, MOBILE_AND_NAME -> ListUsers.Filter.MOBILE;
      case IC_NUMBER -> ListUsers.Filter.IC_NUMBER;
      case MAIL -> ListUsers.Filter.MAIL;
      case NAME_AND_DEPARTMENT -> ListUsers.Filter.NAME;
    };
  }
}
