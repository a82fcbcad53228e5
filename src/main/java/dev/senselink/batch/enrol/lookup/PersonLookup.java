package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.lookup.LookupResult.Why;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.MisstoredStore;
import dev.senselink.batch.ledger.MisstoredStore.Misstored;
import dev.senselink.batch.roster.cell.HostCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds the people a row may already be: in the snapshot, or by asking the server for each row. */
public final class PersonLookup {
  private final ServerSearch onServer;
  private final FilterProof filters;
  private final PeopleSource people;
  private final Ledger ledger;
  private final boolean each;
  private final int type;
  private final String run;
  private final SourceIdentity lineage;
  private final EmptyListProof empty;

  /**
   * @param run whose rows are looked up, empty where nothing is sent
   * @param each ask the server for every row, and not only the snapshot
   * @param type 1 staff, 2 guest; people of the other type do not count
   */
  public PersonLookup(
      RetryingClient server,
      Ledger ledger,
      String run,
      boolean each,
      int type,
      SourceIdentity lineage) {
    this.run = run;
    this.onServer = new ServerSearch(server);
    SnapshotSearch listed = new SnapshotSearch(ledger.known());
    this.filters = new FilterProof(server, onServer, ledger);
    this.empty = new EmptyListProof(ledger.known(), onServer);
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
  public LookupResult lookUp(RowTask task) throws UnansweredException {
    PersonKey key = task.key();
    Optional<KnownPerson> before = before(task);
    if (before.isPresent()) {
      return LookupResult.exists(before.get(), List.of());
    }
    String name = KeyRules.name(task.person().name());
    List<KnownPerson> hits = withKeyOfAnyType(key);
    List<Long> earlier = hits.stream().map(KnownPerson::id).toList();
    List<KnownPerson> ours = hits.stream().filter(p -> mayBe(task, p)).toList();
    if (!ours.isEmpty() && lineage.sharesKey(task.row())) {
      return ofSharedKey(task, ours, earlier);
    }
    if (ours.size() > 1) {
      return LookupResult.undecided(ours, Why.SEVERAL, earlier);
    }
    if (ours.size() == 1) {
      KnownPerson one = ours.get(0);
      return one.normalName().equals(name)
          ? LookupResult.exists(one, earlier)
          : LookupResult.undecided(ours, Why.NAME_DIFFERS, earlier);
    }
    LookAlikes others = otherwiseAlike(task);
    if (others.keyless().size() == 1) {
      return LookupResult.exists(others.keyless().get(0), earlier);
    }
    if (!others.keyless().isEmpty()) {
      return LookupResult.undecided(others.keyless(), Why.SEVERAL, earlier);
    }
    if (others.otherKey().isEmpty() && !each) {
      empty.require(key);
    }
    return others.otherKey().isEmpty()
        ? LookupResult.nobody(earlier)
        : LookupResult.undecided(others.otherKey(), Why.LOOKS_THE_SAME, earlier);
  }

  /** The person this very row is known to be, whatever has become of key and name. */
  private Optional<KnownPerson> before(RowTask task) throws UnansweredException {
    OptionalLong person = lineage.personOf(task.row());
    Optional<KnownPerson> descended =
        person.isPresent() ? findWherever(person.getAsLong()) : Optional.empty();
    if (descended.isPresent()) {
      return descended;
    }
    Optional<KnownPerson> misstored = misstored(task);
    return misstored.isPresent() || type != Person.GUEST
        ? misstored
        : written(task).filter(p -> mayBe(task, p) && isCredible(task, p));
  }

  /**
   * Whoever was sent with the row's key, and is stored with another name or key, if they are still
   * somebody of whom that can be told.
   */
  private Optional<KnownPerson> misstored(RowTask task) throws UnansweredException {
    MisstoredStore store = ledger.misstored();
    String kind = task.person().kind().name();
    String name = KeyRules.name(task.person().name());
    for (Misstored one : store.withKey(store.keyHash(kind, task.key(), ""))) {
      Optional<KnownPerson> now = findWherever(one.person()).filter(p -> mayBe(task, p));
      if (now.filter(p -> p.normalName().equals(name)).isPresent()) {
        return now;
      }
    }
    for (Misstored one : store.withKey(store.keyHash(kind, task.key(), name))) {
      Optional<KnownPerson> now = findWherever(one.person()).filter(p -> mayBe(task, p));
      if (now.filter(p -> store.shownHash(p).equals(one.shownHash())).isPresent()) {
        return now;
      }
    }
    return Optional.empty();
  }

  /**
   * Whoever may be the person of a source's row, and may be somebody else by now: a person has to
   * look. What was sent from a roster may have gone to a server that was set up anew since, so an
   * id is nobody there without both name and mobile.
   */
  public OptionalLong doubtful(RowTask task) throws UnansweredException {
    OptionalLong doubtful = lineage.doubtfulOf(task.row());
    boolean roster = lineage == SourceIdentity.NONE;
    if (doubtful.isPresent() || roster || type != Person.GUEST) {
      return doubtful;
    }
    if (lineage.personOf(task.row()).isPresent()) {
      return OptionalLong.empty();
    }
    return written(task)
        .filter(p -> mayBe(task, p) && !isCredible(task, p))
        .map(p -> OptionalLong.of(p.id()))
        .orElse(OptionalLong.empty());
  }

  /** Whom an earlier process may have made for this very row is not asked about. */
  private boolean isCredible(RowTask task, KnownPerson person) {
    return lineage == SourceIdentity.NONE
        || task.before().creates() > 0
        || ledger
            .guests()
            .byKey(SentFields.key(task.key()))
            .filter(guest -> SamePersonCheck.isAsLeft(guest, person))
            .isPresent();
  }

  private boolean mayBe(RowTask task, KnownPerson person) {
    return person.type() == type && !lineage.belongsToOtherRow(task.row(), person.id());
  }

  /** Which of the rows with this key somebody is cannot be told, unless this row made them. */
  private static LookupResult ofSharedKey(
      RowTask task, List<KnownPerson> there, List<Long> earlier) {
    List<KnownPerson> made = there.stream().filter(p -> task.before().mayHaveMade(p.id())).toList();
    return made.size() == 1
        ? LookupResult.exists(made.get(0), earlier)
        : LookupResult.undecided(there, Why.SEVERAL, earlier);
  }

  /**
   * The guest last sent under this key, by the remembered id, if the server still has that and it
   * is not somebody else's by now.
   */
  private Optional<KnownPerson> written(RowTask task) throws UnansweredException {
    Optional<KnownGuest> guest = ledger.guests().byKey(SentFields.key(task.key()));
    if (guest.isEmpty()) {
      return Optional.empty();
    }
    long id = guest.get().person();
    Optional<KnownPerson> now = each ? onServer.withId(id) : people.withId(id);
    LastSentStore.Sent last = ledger.lastSent().of(id);
    return now.filter(p -> SamePersonCheck.mayBe(guest.get(), last, task.person(), p));
  }

  /** The members of staff a cell may mean, by whatever it may be read as. */
  List<KnownPerson> staff(HostCell cell) throws UnansweredException {
    return people.staff(cell);
  }

  /** The person with this id, from wherever this run looks. */
  public Optional<KnownPerson> findWherever(long id) throws UnansweredException {
    return people.withId(id);
  }

  /** The person with this id as the server sees them now. */
  public Optional<KnownPerson> findOnServer(long id) throws UnansweredException {
    return onServer.withId(id);
  }

  /**
   * Who has the key on the server at this moment; among all, where the filter has not been seen to
   * find anybody.
   */
  public List<KnownPerson> onServer(PersonKey key) throws UnansweredException {
    List<KnownPerson> found = onServer.withKey(key);
    if (!found.isEmpty()) {
      filters.finds(key.field());
      return found;
    }
    return filters.of(key.field()) == FilterProof.Says.FINDS ? found : onServer.listedWithKey(key);
  }

  /** Found by another filled key field. */
  private LookAlikes otherwiseAlike(RowTask task) throws UnansweredException {
    LookAlikes found =
        LookAlikes.of(
            task.person().name(),
            KeyRules.all(task.person()),
            this::withKeyOfAnyType,
            person -> mayBe(task, person));
    // A source that knows its people by ids may well have two of them who are alike.
    return lineage == SourceIdentity.NONE
        ? found.and(sameIdNumber(task)).except(this::isOfThisRun)
        : found.keylessOnly();
  }

  private List<KnownPerson> sameIdNumber(RowTask task) throws UnansweredException {
    List<KnownPerson> there = new ArrayList<>();
    if (type == Person.STAFF) {
      String name = task.person().name();
      for (KnownPerson p : LookAlikes.withIdNumber(ledger, name, task.person().idNumber())) {
        findWherever(p.id())
            .filter(now -> now.normalName().equals(KeyRules.name(name)) && mayBe(task, now))
            .ifPresent(there::add);
      }
    }
    return there;
  }

  /**
   * Whether a row of this run has made the person. A create whose answer is still to come, in this
   * process or a dead one, counts: its intent is on the disk before it leaves, and is open until
   * the outcome is stored.
   */
  private boolean isOfThisRun(KnownPerson person) {
    return ledger.intents().creates(run).stream().anyMatch(create -> isFor(create, person))
        || ledger.people().isCreated(run, person.id());
  }

  private static boolean isFor(Intent create, KnownPerson person) {
    return KeyRules.name(create.name()).equals(person.normalName())
        && ServerPersonMapper.hasKey(person, create.key());
  }

  /** Everybody with this key, of either type, from wherever this run looks. */
  public List<KnownPerson> withKeyOfAnyType(PersonKey key) throws UnansweredException {
    return people.withKey(key);
  }
}
