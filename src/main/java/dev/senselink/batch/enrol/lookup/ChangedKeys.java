package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.MisstoredStore;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts the rows of a list of staff that name people who are there by another number: many of them
 * mean that a column of numbers was damaged, or is another one. It reads the roster once and looks
 * into the snapshot alone: a row whose key is known costs one query, one with a new key costs none
 * where its other numbers are new too.
 */
public final class ChangedKeys {
  /** The code where they are too many. */
  public static final String CODE = "KEYS_CHANGED";

  private static final int FEWEST = 3;
  private static final int ONE_OF = 20;
  private static final int EXAMPLES = 2;

  private final Ledger ledger;
  private final SnapshotSearch listed;
  private final Supplier<Roster> roster;
  private final Predicate<Row> passedOver;
  private final Map<KeyField, OfKey> found = new EnumMap<>(KeyField.class);
  private int rows;
  private int changed;

  /** What was found of the rows of one key. */
  private static final class OfKey {
    private final List<Example> examples = new ArrayList<>();
    private int changed;
  }

  /** A row, and who looks the same. */
  public record Example(long line, String key, long person, String theirs) {}

  /**
   * The rows of a list that look like people with other numbers.
   *
   * @param column the column of the key that most of them have
   * @param examples at most two
   */
  public record Found(RosterColumn column, int changed, int rows, List<Example> examples) {
    public Found {
      examples = List.copyOf(examples);
    }
  }

  /**
   * @param roster opens the list again
   * @param passedOver which rows create nobody, such as those of people who have left
   */
  public ChangedKeys(Ledger ledger, Supplier<Roster> roster, Predicate<Row> passedOver) {
    this.ledger = ledger;
    this.listed = new SnapshotSearch(ledger.known());
    this.roster = roster;
    this.passedOver = passedOver;
  }

  /** What was found if it is three rows and one in twenty; empty otherwise. */
  public Optional<Found> look() {
    try (Roster all = roster.get()) {
      for (Row row = all.next(); row != null; row = all.next()) {
        if (!passedOver.test(row)) {
          rows++;
          count(row);
        }
      }
    }
    if (changed < FEWEST || (long) changed * ONE_OF < rows) {
      return Optional.empty();
    }
    return found.entrySet().stream()
        .max(Comparator.comparingInt(each -> each.getValue().changed))
        .map(most -> new Found(most.getKey().column(), changed, rows, most.getValue().examples));
  }

  private void count(Row row) {
    List<PersonKey> keys = KeyRules.all(row);
    if (keys.isEmpty()) {
      return;
    }
    PersonKey own = keys.get(0);
    if (listed.withKey(own).stream().anyMatch(ChangedKeys::isStaff)) {
      return;
    }
    List<KnownPerson> alike = alike(row, keys);
    if (!alike.isEmpty() && !isStoredOtherwise(row, own)) {
      changed++;
      OfKey ofKey = found.computeIfAbsent(own.field(), field -> new OfKey());
      ofKey.changed++;
      if (ofKey.examples.size() < EXAMPLES) {
        KnownPerson first = alike.get(0);
        String theirs = ServerPersonMapper.shown(first, own.field());
        ofKey.examples.add(new Example(row.ref().line(), own.asRead(), first.id(), theirs));
      }
    }
  }

  /** Whether the server is known to have stored the row's person under another key or name. */
  private boolean isStoredOtherwise(Row row, PersonKey key) {
    MisstoredStore store = ledger.misstored();
    return Stream.of("", KeyRules.name(row.text(RosterColumn.NAME)))
        .map(name -> store.keyHash(RosterKind.USERS.name(), key, name))
        .anyMatch(hash -> !store.withKey(hash).isEmpty());
  }

  private List<KnownPerson> alike(Row row, List<PersonKey> keys) {
    try {
      String name = row.text(RosterColumn.NAME);
      Predicate<KnownPerson> may = p -> isStaff(p) && !isOurs(p);
      LookAlikes others = LookAlikes.of(name, keys, listed::withKey, may);
      String idNumber = row.clears(RosterColumn.ID_NUMBER) ? "" : row.text(RosterColumn.ID_NUMBER);
      List<KnownPerson> more =
          LookAlikes.withIdNumber(ledger, name, idNumber).stream()
              .filter(may)
              .filter(p -> !ServerPersonMapper.normal(p, keys.get(0).field()).isEmpty())
              .toList();
      return others.keyless().isEmpty() ? others.and(more).otherKey() : List.of();
    } catch (UnansweredException never) {
      throw new IllegalStateException(never); // the snapshot answers
    }
  }

  private static boolean isStaff(KnownPerson person) {
    return person.type() == Person.STAFF;
  }

  /** Whether this run has made the person. */
  private static boolean isOurs(KnownPerson person) {
    return person.rosterLine() != null;
  }
}
