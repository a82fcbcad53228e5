package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.Key;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.Sent;
import dev.senselink.batch.enrol.row.Unanswered;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.LastSent;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.roster.cell.HostCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds the people a row may already be: in the snapshot, or by asking the server for each row. */
public final class LookFirst {
  private final ServerSearch onServer;
  private final FilterProof filters;
  private final PeopleSource people;
  private final Ledger ledger;
  private final boolean each;
  private final int type;
  private final Lineage lineage;

  /**
   * @param each ask the server for every row, and not only the snapshot
   * @param type 1 staff, 2 guest; people of the other type do not count
   */
  public LookFirst(Server server, Ledger ledger, boolean each, int type, Lineage lineage) {
    this.onServer = new ServerSearch(server);
    SnapshotSearch listed = new SnapshotSearch(ledger.known());
    this.filters = new FilterProof(server, onServer, ledger);
    this.people =
        each ? new WideSearch(onServer, listed, filters, ledger.known().count() > 0) : listed;
    this.lineage = lineage;
    this.ledger = ledger;
    this.each = each;
    this.type = type;
  }

  /** Whether the server is asked for every row; else the snapshot holds everybody. */
  public boolean asksEach() {
    return each;
  }

  /** The first table of ENROLMENT: nobody, the person, or a case for review. */
  public Standing at(RowTask task) throws Unanswered {
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
        : written(task).filter(p -> mayBe(task, p));
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

  /**
   * The guest last sent under this key, by the remembered id, if the server still has that and it
   * is not somebody else's by now.
   */
  private Optional<KnownPerson> written(RowTask task) throws Unanswered {
    Optional<KnownGuest> guest = ledger.guests().byKey(Sent.key(task.key()));
    if (guest.isEmpty()) {
      return Optional.empty();
    }
    long id = guest.get().person();
    Optional<KnownPerson> now = each ? onServer.withId(id) : people.withId(id);
    LastSent.Sent last = ledger.lastSent().of(id);
    return now.filter(p -> SamePerson.mayBe(guest.get(), last, task.person(), p));
  }

  /** The members of staff a cell may mean, by whatever it may be read as. */
  List<KnownPerson> staff(HostCell cell) throws Unanswered {
    return people.staff(cell);
  }

  /** The person with this id, from wherever this run looks. */
  public Optional<KnownPerson> person(long id) throws Unanswered {
    return people.withId(id);
  }

  /** The person with this id as the server sees them now. */
  public Optional<KnownPerson> present(long id) throws Unanswered {
    return onServer.withId(id);
  }

  /**
   * Who has the key on the server at this moment; among all, where the filter has not been seen to
   * find anybody.
   */
  public List<KnownPerson> onServer(Key key) throws Unanswered {
    List<KnownPerson> found = onServer.withKey(key);
    if (!found.isEmpty()) {
      filters.finds(key.field());
      return found;
    }
    return filters.of(key.field()) == FilterProof.Says.FINDS ? found : onServer.listedWithKey(key);
  }

  /** Everybody who has this key, of either type, whatever their names. */
  public List<KnownPerson> having(Key key) throws Unanswered {
    return withKey(key);
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
    return people.withKey(key);
  }
}
