package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.Words.words;

import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.Server;
import dev.senselink.batch.check.Key;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.ledger.KnownPerson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks people up on the server, a request a question. What it finds is filtered again here, since
 * the manual does not say whether it matches whole values. Safe between threads.
 */
public final class ServerSearch implements PeopleSource {
  private static final int CHINESE_MOBILE = 11;

  private final Server server;

  public ServerSearch(Server server) {
    this.server = server;
  }

  /**
   * Everybody with this key, in whatever spelling the server holds it.
   *
   * @throws RunStopped if the server answers with so many that it cannot have looked at the filter
   */
  @Override
  public List<KnownPerson> withKey(Key key) throws Unanswered {
    return having(key, spellings(key));
  }

  /**
   * Everybody with this key, found by it as it was sent: for people whom this program may have
   * made.
   *
   * @throws RunStopped as {@link #withKey}
   */
  List<KnownPerson> asSent(Key key) throws Unanswered {
    return having(key, usual(key));
  }

  private List<KnownPerson> having(Key key, Set<String> spellings) throws Unanswered {
    Map<Long, KnownPerson> found = new LinkedHashMap<>();
    for (String spelling : spellings) {
      for (Person p : ask(ListUsers.by(filter(key.field()), spelling))) {
        KnownPerson person = People.known(p, null);
        if (People.hasKey(person, key)) {
          found.put(person.id(), person);
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  @Override
  public List<KnownPerson> named(String name) throws Unanswered {
    String normal = Keys.name(name);
    return ask(ListUsers.by(ListUsers.Filter.NAME, name)).stream()
        .map(p -> People.known(p, null))
        .filter(p -> p.normalName().equals(normal))
        .toList();
  }

  @Override
  public Optional<KnownPerson> withId(long id) throws Unanswered {
    return ask(ListUsers.byId(id)).stream().map(p -> People.known(p, null)).findFirst();
  }

  /**
   * How the server may hold the key. Why: the manual does not say how a filter compares, and one
   * that compares letter by letter finds nobody by a spelling that is only equal to us.
   */
  private static Set<String> spellings(Key key) {
    Set<String> all = usual(key);
    String normal = plain(key);
    switch (key.field()) {
      case MOBILE, MOBILE_AND_NAME -> {
        if (normal.length() == CHINESE_MOBILE) {
          all.addAll(List.of("86" + normal, "+86" + normal, "0086" + normal));
        }
      }
      case JOB_NUMBER, IC_NUMBER -> all.add(normal.toUpperCase(Locale.ROOT));
      case MAIL, NAME_AND_DEPARTMENT -> {}
    }
    return all;
  }

  private static Set<String> usual(Key key) {
    return new LinkedHashSet<>(List.of(key.asRead(), plain(key)));
  }

  /** The value of a key, without what else makes it up. */
  static String plain(Key key) {
    return key.value().split("\n", 2)[0];
  }

  private List<Person> ask(ListUsers call) throws Unanswered {
    Reply<List<Person>> reply = server.ask(call);
    if (!(reply instanceof Reply.Answer<List<Person>> answer)) {
      throw new Unanswered(reply);
    }
    if (answer.value().size() >= ListUsers.MOST) {
      throw new RunStopped(words("odd.filter", answer.value().size()));
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
