package dev.senselink.batch.enrol;

import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.Server;
import dev.senselink.batch.check.Key;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.ledger.KnownPeople;
import dev.senselink.batch.ledger.KnownPerson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the people a row may already be: in the snapshot, or by asking the server for each row.
 *
 * <p>What the server finds is filtered again here, since the manual does not say whether it matches
 * whole values.
 */
final class LookFirst {
  private static final int CHINESE_MOBILE = 11;

  private final Server server;
  private final KnownPeople known;
  private final boolean each;
  private final int type;

  /**
   * @param each ask the server for every row instead of the snapshot
   * @param type 1 staff, 2 guest; people of the other type do not count
   */
  LookFirst(Server server, KnownPeople known, boolean each, int type) {
    this.server = server;
    this.known = known;
    this.each = each;
    this.type = type;
  }

  /** The first table of ENROLMENT: nobody, the person, or a case for review. */
  Standing at(RowTask task) throws Unanswered {
    Key key = task.key();
    String name = Keys.name(task.person().name());
    List<KnownPerson> hits = withKey(key);
    List<Long> earlier = hits.stream().map(KnownPerson::id).toList();
    List<KnownPerson> ours = hits.stream().filter(p -> p.type() == type).toList();
    if (ours.size() > 1) {
      return Standing.undecided(ours, true, earlier);
    }
    if (ours.size() == 1) {
      KnownPerson one = ours.get(0);
      return one.normalName().equals(name)
          ? Standing.exists(one, earlier)
          : Standing.undecided(ours, false, earlier);
    }
    List<KnownPerson> keyless = keylessNamesakes(task, key, name);
    if (keyless.size() == 1) {
      return Standing.exists(keyless.get(0), earlier);
    }
    return keyless.isEmpty()
        ? Standing.nobody(earlier)
        : Standing.undecided(keyless, true, earlier);
  }

  /** Found by another filled key field: the same name, and nothing in the row's own key field. */
  private List<KnownPerson> keylessNamesakes(RowTask task, Key key, String name) throws Unanswered {
    Map<Long, KnownPerson> found = new LinkedHashMap<>();
    for (Key other : Keys.all(task.person())) {
      if (other.field() == key.field()) {
        continue;
      }
      for (KnownPerson p : withKey(other)) {
        boolean blank = People.normal(p, key.field()).isEmpty();
        if (p.type() == type && p.normalName().equals(name) && blank) {
          found.put(p.id(), p);
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  /** Everybody with this key, of either type, from wherever this run looks. */
  private List<KnownPerson> withKey(Key key) throws Unanswered {
    return each ? onServer(key, spellings(key)) : inSnapshot(key);
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
      case MAIL -> {}
    }
    return all;
  }

  private static Set<String> usual(Key key) {
    return new LinkedHashSet<>(List.of(key.asRead(), plain(key)));
  }

  private static String plain(Key key) {
    return key.value().split("\n", 2)[0];
  }

  private List<KnownPerson> inSnapshot(Key key) {
    return switch (key.field()) {
      case JOB_NUMBER -> known.byJobNumber(key.value());
      case MOBILE -> known.byMobile(key.value());
      case IC_NUMBER -> known.byIcNumber(key.value());
      case MAIL -> known.byMail(key.value());
      case MOBILE_AND_NAME ->
          known.byMobile(plain(key)).stream().filter(p -> People.hasKey(p, key)).toList();
    };
  }

  /**
   * Everybody with this key as the server sees it now, of either type; found by the key as it was
   * sent, so this is for people whom this program may have made.
   *
   * @throws RunStopped if the server answers with so many that it cannot have looked at the filter
   */
  List<KnownPerson> onServer(Key key) throws Unanswered {
    return onServer(key, usual(key));
  }

  private List<KnownPerson> onServer(Key key, Set<String> spellings) throws Unanswered {
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

  private List<Person> ask(ListUsers call) throws Unanswered {
    Reply<List<Person>> reply = server.ask(call);
    if (!(reply instanceof Reply.Answer<List<Person>> answer)) {
      throw new Unanswered(reply);
    }
    if (answer.value().size() >= ListUsers.MOST) {
      throw new RunStopped(
          "this server ignores the filter: looking for one person it listed "
              + answer.value().size()
              + " people or more. Nothing can be looked up safely here; use --lookup list and ask"
              + " the vendor");
    }
    return answer.value();
  }

  private static ListUsers.Filter filter(KeyField field) {
    return switch (field) {
      case JOB_NUMBER -> ListUsers.Filter.JOB_NUMBER;
      case MOBILE, MOBILE_AND_NAME -> ListUsers.Filter.MOBILE;
      case IC_NUMBER -> ListUsers.Filter.IC_NUMBER;
      case MAIL -> ListUsers.Filter.MAIL;
    };
  }
}
