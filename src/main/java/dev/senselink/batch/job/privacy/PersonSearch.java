package dev.senselink.batch.job.privacy;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.PersonTraces;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.table.TableFileException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds a person in every run: by number in the copies of rosters and in what the ledger tells of
 * people who are no rows, by id in the ledger, and by name with a number where a row has another
 * number wrong.
 */
final class PersonSearch {
  /** The columns that say who somebody is. */
  static final List<RosterColumn> TELLING =
      List.of(
          RosterColumn.NAME,
          RosterColumn.JOB_NUMBER,
          RosterColumn.MOBILE,
          RosterColumn.IC_NUMBER,
          RosterColumn.ID_NUMBER,
          RosterColumn.MAIL);

  private final DataFolder data;
  private final PersonTraces traces;
  private final List<Run> runs;
  private final PersonQuery who;
  private final Set<PersonTraces.Place> places = new LinkedHashSet<>();
  private final Set<PersonTraces.Place> byId = new LinkedHashSet<>();
  private final Set<PersonTraces.Somebody> people = new LinkedHashSet<>();
  private final Set<String> values = new LinkedHashSet<>();
  private final Map<RosterColumn, Set<String>> known = new EnumMap<>(RosterColumn.class);
  private final Map<Site, Set<String>> names = new LinkedHashMap<>();
  private final Set<String> unreadable = new LinkedHashSet<>();

  PersonSearch(DataFolder data, LedgerDatabase database, PersonQuery who) {
    this.data = data;
    this.traces = new PersonTraces(database);
    this.runs =
        Ledger.runs(database).all().stream()
            .filter(run -> who.covers(run.server(), run.companyId()))
            .toList();
    this.who = who;
  }

  /** Looks until what was found leads to nobody and nothing more. */
  void run() {
    if (who.field() == null) {
      addAll(traces.withId(who.person()));
    } else {
      values.add(who.text());
      addAll(traces.withNumber(who.field(), who.text()));
    }
    int before;
    do {
      before = places.size() + byId.size() + people.size() + values.size();
      runs.forEach(this::read); // by number first: ids alone may be those of others
      List.copyOf(places).forEach(this::know);
      people.forEach(somebody -> byId.addAll(traces.rowsOf(somebody)));
    } while (places.size() + byId.size() + people.size() + values.size() > before);
    people.forEach(this::name);
  }

  private void addAll(List<PersonTraces.Somebody> found) {
    found.stream().filter(one -> who.covers(one.server(), one.company())).forEach(people::add);
  }

  private void name(PersonTraces.Somebody somebody) {
    List<String> told =
        traces.namesOf(somebody).stream().filter(name -> !KeyRules.name(name).isEmpty()).toList();
    values.addAll(told);
    if (!told.isEmpty() || traces.tellsOf(somebody)) {
      Set<String> here = namesAt(somebody.server(), somebody.company());
      told.stream().map(KeyRules::name).forEach(here::add);
    }
  }

  private Set<String> namesAt(String server, long company) {
    return names.computeIfAbsent(new Site(server, company), site -> new HashSet<>());
  }

  private void know(PersonTraces.Place place) {
    PersonTraces.Somebody somebody = traces.personOf(place);
    if (somebody != null) {
      people.add(somebody);
    }
  }

  private void read(Run run) {
    readCopy(run);
    data.runs().release(run.id());
  }

  private void readCopy(Run run) {
    RosterInput input = RosterInput.of(data, run);
    if (!Files.exists(input.file())) {
      takeById(run);
      return;
    }
    try (Roster roster = input.open()) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        PersonTraces.Place place = new PersonTraces.Place(run.id(), row.ref().number());
        if (places.contains(place) || who.fits(row) || isKnown(row) || isById(place, row)) {
          places.add(place);
          note(row, run);
        }
      }
    } catch (TableFileException e) {
      unreadable.add(input.file().toString());
      takeById(run);
    }
  }

  /** Where nobody can see whose row it is, the id decides. */
  private void takeById(Run run) {
    byId.stream()
        .filter(place -> place.run().equals(run.id()))
        .forEach(
            place -> {
              places.add(place);
              namesAt(run.server(), run.companyId());
            });
  }

  /**
   * A row that turned out to be a person of this id. Of another run than the one that told the id
   * it must not say in all it says that it is somebody else: a server that was set up anew gives
   * the same ids to others.
   */
  private boolean isById(PersonTraces.Place place, Row row) {
    return byId.contains(place)
        && (who.field() == null
            || !known.containsKey(RosterColumn.NAME)
            || TELLING.stream().anyMatch(column -> has(row, column))
            || isOfTheSameRun(place));
  }

  private boolean isOfTheSameRun(PersonTraces.Place place) {
    PersonTraces.Somebody person = traces.personOf(place);
    return places.stream()
        .filter(found -> found.run().equals(place.run()))
        .anyMatch(found -> Objects.equals(traces.personOf(found), person));
  }

  /** Of their name and with one of their numbers: another may be mistyped, or left out. */
  private boolean isKnown(Row row) {
    return has(row, RosterColumn.NAME)
        && TELLING.stream().anyMatch(column -> column != RosterColumn.NAME && has(row, column));
  }

  private boolean has(Row row, RosterColumn column) {
    String text = normal(column, row.text(column));
    return !text.isEmpty() && known.getOrDefault(column, Set.of()).contains(text);
  }

  private void note(Row row, Run run) {
    for (RosterColumn column : TELLING) {
      String text = row.text(column);
      boolean says = !row.clears(column) && !text.equals(RosterCopyEraser.MARK);
      if (says && !normal(column, text).isEmpty()) {
        known.computeIfAbsent(column, c -> new HashSet<>()).add(normal(column, text));
        values.add(text);
        values.add(normal(column, text));
        Set<String> here = namesAt(run.server(), run.companyId());
        if (column == RosterColumn.NAME) {
          here.add(normal(column, text));
        }
      }
    }
  }

  private static String normal(RosterColumn column, String text) {
    return column == RosterColumn.MOBILE
        ? KeyRules.normal(KeyField.MOBILE, text)
        : KeyRules.name(text);
  }

  /**
   * A company on a server.
   *
   * @param server host and port
   */
  record Site(String server, long company) {
    /** As it is typed. */
    @Override
    public String toString() {
      return "--server https://" + server + " --company " + company;
    }
  }

  /** Where something of them was found. */
  Set<Site> sites() {
    return names.keySet();
  }

  /** Whether whoever was found is one person everywhere, as a name that all have in common says. */
  boolean isOnePerson() {
    Set<String> common = null;
    for (Set<String> here : names.values()) {
      if (common == null) {
        common = new HashSet<>(here);
      } else {
        common.retainAll(here);
      }
    }
    return names.size() < 2 || common != null && !common.isEmpty();
  }

  Set<PersonTraces.Place> places() {
    return places;
  }

  Set<PersonTraces.Somebody> people() {
    return people;
  }

  /** Names and numbers, as they are spelled and as they are compared. */
  Set<String> values() {
    return values;
  }

  /** The numbers by which they are told from others. */
  List<PersonKey> keys() {
    List<PersonKey> keys = new ArrayList<>();
    for (KeyField field : KeyRules.USER_KEYS) {
      known
          .getOrDefault(field.column(), Set.of())
          .forEach(number -> keys.add(new PersonKey(field, number, number)));
    }
    return keys;
  }

  /** Their ids on the servers. */
  Set<Long> ids() {
    return people.stream().map(PersonTraces.Somebody::person).collect(Collectors.toSet());
  }

  /** The copies that cannot be searched. */
  Set<String> unreadable() {
    return unreadable;
  }

  /** The rows by run. */
  Map<String, BitSet> byRun() {
    Map<String, BitSet> rows = new TreeMap<>();
    places.forEach(p -> rows.computeIfAbsent(p.run(), run -> new BitSet()).set(p.row()));
    return rows;
  }
}
