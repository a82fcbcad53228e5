package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.Words.words;

import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.Server;
import dev.senselink.batch.check.Key;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.ledger.Guests;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPeople;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.roster.HostCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
  private final Guests guests;
  private final boolean each;
  private final int type;
  private final Lineage lineage;

  /**
   * @param each ask the server for every row instead of the snapshot
   * @param type 1 staff, 2 guest; people of the other type do not count
   */
  LookFirst(Server server, Ledger ledger, boolean each, int type, Lineage lineage) {
    this.server = server;
    this.lineage = lineage;
    this.known = ledger.known();
    this.guests = ledger.guests();
    this.each = each;
    this.type = type;
  }

  /** Whether the server is asked for every row; else the snapshot holds everybody. */
  boolean asksEach() {
    return each;
  }

  /** The first table of ENROLMENT: nobody, the person, or a case for review. */
  Standing at(RowTask task) throws Unanswered {
    Key key = task.key();
    Optional<KnownPerson> before = before(task);
    if (before.isPresent()) {
      return Standing.exists(before.get(), List.of());
    }
    String name = Keys.name(task.person().name());
    List<KnownPerson> hits = withKey(key);
    List<Long> earlier = hits.stream().map(KnownPerson::id).toList();
    List<KnownPerson> ours = hits.stream().filter(p -> mayBe(task, p)).toList();
    if (!ours.isEmpty() && lineage.sharesKey(task.row())) {
      return ofSharedKey(task, ours, earlier);
    }
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

  /** The person this very row is known to be, whatever has become of key and name. */
  private Optional<KnownPerson> before(RowTask task) throws Unanswered {
    OptionalLong person = lineage.personOf(task.row());
    Optional<KnownPerson> descended =
        person.isPresent() ? person(person.getAsLong()) : Optional.empty();
    return descended.isPresent() || type != Person.GUEST
        ? descended
        : written(task.key()).filter(p -> mayBe(task, p));
  }

  private boolean mayBe(RowTask task, KnownPerson person) {
    return person.type() == type && !lineage.isAnothers(task.row(), person.id());
  }

  /** Which of the rows with this key somebody is cannot be told, unless this row made them. */
  private static Standing ofSharedKey(RowTask task, List<KnownPerson> there, List<Long> earlier) {
    List<KnownPerson> made = there.stream().filter(p -> task.before().mayHaveMade(p.id())).toList();
    return made.size() == 1
        ? Standing.exists(made.get(0), earlier)
        : Standing.undecided(there, true, earlier);
  }

  /** The guest last sent under this key, by the remembered id, if the server still has that. */
  private Optional<KnownPerson> written(Key key) throws Unanswered {
    Optional<KnownGuest> guest = guests.byKey(Sent.key(key));
    if (guest.isEmpty() || !each) {
      return guest.flatMap(g -> known.byId(g.person()));
    }
    List<Person> found = ask(ListUsers.byId(guest.get().person()));
    return found.stream().map(person -> People.known(person, null)).findFirst();
  }

  /** The members of staff a cell may mean, by whatever it may be read as. */
  List<KnownPerson> staff(HostCell cell) throws Unanswered {
    Map<Long, KnownPerson> found = new LinkedHashMap<>();
    for (KnownPerson p : cell.id() == null ? withText(cell.text()) : withId(cell.id())) {
      if (p.type() == Person.STAFF) {
        found.put(p.id(), p);
      }
    }
    return new ArrayList<>(found.values());
  }

  private List<KnownPerson> withId(long id) throws Unanswered {
    return person(id).stream().toList();
  }

  /** The person with this id, from wherever this run looks. */
  Optional<KnownPerson> person(long id) throws Unanswered {
    return each ? present(id) : known.byId(id);
  }

  /** The person with this id as the server sees them now. */
  Optional<KnownPerson> present(long id) throws Unanswered {
    return ask(ListUsers.byId(id)).stream().map(p -> People.known(p, null)).findFirst();
  }

  /** Everybody who has this key, of either type, whatever their names. */
  List<KnownPerson> having(Key key) throws Unanswered {
    return withKey(key);
  }

  private List<KnownPerson> withText(String text) throws Unanswered {
    List<KnownPerson> found = new ArrayList<>();
    for (KeyField field : List.of(KeyField.JOB_NUMBER, KeyField.MOBILE)) {
      String normal = Keys.normal(field, text);
      if (!normal.isEmpty()) {
        found.addAll(withKey(new Key(field, normal, text)));
      }
    }
    found.addAll(withName(text));
    return found;
  }

  private List<KnownPerson> withName(String text) throws Unanswered {
    String normal = Keys.name(text);
    if (!each) {
      return known.byName(normal);
    }
    return ask(ListUsers.by(ListUsers.Filter.NAME, text)).stream()
        .map(p -> People.known(p, null))
        .filter(p -> p.normalName().equals(normal))
        .toList();
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
        if (mayBe(task, p) && p.normalName().equals(name) && blank) {
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
      case MAIL, NAME_AND_DEPARTMENT -> {}
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
      case MOBILE_AND_NAME -> having(key, known.byMobile(plain(key)));
      case NAME_AND_DEPARTMENT -> having(key, known.byName(plain(key)));
    };
  }

  private static List<KnownPerson> having(Key key, List<KnownPerson> people) {
    return people.stream().filter(p -> People.hasKey(p, key)).toList();
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
