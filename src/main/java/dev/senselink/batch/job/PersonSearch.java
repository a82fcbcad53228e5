package dev.senselink.batch.job;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.ledger.DataFolder;
import dev.senselink.batch.ledger.Database;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.PersonTraces;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.roster.Column;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterException;
import dev.senselink.batch.roster.Row;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds a person in every run: by number in the copies of rosters, by id in the ledger. */
final class PersonSearch {
  private static final List<Column> TELLING =
      List.of(
          Column.NAME,
          Column.JOB_NUMBER,
          Column.MOBILE,
          Column.IC_NUMBER,
          Column.ID_NUMBER,
          Column.MAIL);

  private final DataFolder data;
  private final PersonTraces traces;
  private final List<Run> runs;
  private final PersonQuery who;
  private final Set<PersonTraces.Place> places = new LinkedHashSet<>();
  private final Set<PersonTraces.Somebody> people = new LinkedHashSet<>();
  private final Set<String> values = new LinkedHashSet<>();
  private final List<PrivacyJob.Left> left = new ArrayList<>();

  PersonSearch(DataFolder data, Database database, PersonQuery who) {
    this.data = data;
    this.traces = new PersonTraces(database);
    this.runs = Ledger.runs(database).all();
    this.who = who;
  }

  /** Looks until what was found leads to nobody and nothing more. */
  void run() {
    if (who.field() == null) {
      people.addAll(traces.withId(who.person(), who.server()));
    } else {
      values.add(who.text());
    }
    for (Run run : runs) {
      read(run, (row, place) -> who.fits(row), true);
    }
    places.forEach(this::know);
    Set<String> again = new HashSet<>();
    for (PersonTraces.Somebody somebody : people) {
      traces.rowsOf(somebody).stream().filter(places::add).forEach(p -> again.add(p.run()));
    }
    // Only there stands a name or number that was not met yet.
    runs.stream()
        .filter(run -> again.contains(run.id()))
        .forEach(run -> read(run, (row, place) -> places.contains(place), false));
  }

  private void know(PersonTraces.Place place) {
    PersonTraces.Somebody somebody = traces.personOf(place);
    if (somebody != null) {
      people.add(somebody);
    }
  }

  /** Whether a row of a run is the person's. */
  private interface Wanted {
    boolean is(Row row, PersonTraces.Place place);
  }

  private void read(Run run, Wanted wanted, boolean tell) {
    RosterInput input = RosterInput.of(data, run);
    if (!Files.exists(input.file())) {
      return;
    }
    try (Roster roster = input.open()) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        PersonTraces.Place place = new PersonTraces.Place(run.id(), row.ref().number());
        if (wanted.is(row, place)) {
          places.add(place);
          note(row);
        }
      }
    } catch (RosterException e) {
      if (tell) {
        left.add(new PrivacyJob.Left(input.file().toString(), words("privacy.left.unreadable")));
      }
    }
  }

  private void note(Row row) {
    TELLING.stream().map(row::text).filter(text -> !text.isEmpty()).forEach(values::add);
  }

  Set<PersonTraces.Place> places() {
    return places;
  }

  Set<PersonTraces.Somebody> people() {
    return people;
  }

  /** Names and numbers as the rosters spell them. */
  Set<String> values() {
    return values;
  }

  List<PrivacyJob.Left> left() {
    return left;
  }

  /** The rows by run. */
  Map<String, BitSet> byRun() {
    Map<String, BitSet> rows = new TreeMap<>();
    places.forEach(p -> rows.computeIfAbsent(p.run(), run -> new BitSet()).set(p.row()));
    return rows;
  }
}
