package dev.senselink.batch.job.restore;

import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.enrol.lookup.SourceIdentity;
import dev.senselink.batch.job.intake.BackupSheet;
import dev.senselink.batch.job.intake.BackupSheetPerson;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OriginStore;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Row;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who on the server is whom of a backup, by the backup's own ids: kept in the ledger across runs; a
 * plan keeps what it finds to itself.
 */
public final class RestoredIdMap implements SourceIdentity {
  private final OriginStore origins;
  private final RestoreIntake intake;
  private final String source;
  private final BitSet shared;
  private final BitSet oneByOne;
  private final boolean plan;
  private final DeparturesSinceBackup departures;
  private final Map<Long, Long> personOf = new ConcurrentHashMap<>();
  private final Map<Long, Long> originOf = new ConcurrentHashMap<>();
  private final BitSet others = new BitSet();
  private final Map<Long, Long> doubtful = new ConcurrentHashMap<>();
  private volatile Function<BackupSheetPerson, List<String>> groupsToJoin = person -> List.of();
  private volatile Promise<Void> last;

  /**
   * @param plan nothing is to be left behind in the ledger
   */
  public RestoredIdMap(Ledger ledger, RestoreIntake intake, boolean plan) {
    this.origins = ledger.origins();
    this.last = ledger.nothing();
    this.intake = intake;
    this.source = intake.source();
    this.shared = intake.shared();
    this.oneByOne = intake.oneByOne();
    this.plan = plan;
    this.departures = new DeparturesSinceBackup(ledger, intake);
  }

  /**
   * Tells which groups people who are there will be put into, once the places are known.
   *
   * @param names gives their names
   */
  void joining(Function<BackupSheetPerson, List<String>> names) {
    groupsToJoin = names;
  }

  /**
   * Takes up what the outcomes of a run say: a process that dies may have stored an outcome, and
   * not yet whom it made.
   */
  public void recall(Ledger ledger, String run) {
    try (OriginStore.Filler filler = origins.filler(source)) {
      ledger.people().settled(run, (row, person) -> filler.add(intake.id(row), person));
    }
  }

  /**
   * Takes up whom requests of any run of this backup have made, as has turned out only now. While
   * it was unknown nobody else of that key was sent, so whoever turned up is the row's, though what
   * was sent is compared only when the row is worked again.
   */
  void recall(Ledger ledger, List<Intent> settled) {
    try (OriginStore.Filler filler = origins.filler(source)) {
      for (Intent intent : settled) {
        Outcome outcome = ledger.outcomes().of(intent.run(), intent.row().number()).orElse(null);
        Long person = outcome == null ? null : outcome.personId();
        if (outcome != null
            && person != null
            && (outcome.isThatPerson() || outcome.ending() == RowEnding.NOT_ATTEMPTED)) {
          filler.add(intake.id(outcome.row()), person);
        }
      }
    }
  }

  /** Whoever has the id that the row became is somebody else by now, or nobody. */
  void markReplaced(int row) {
    if (plan) {
      others.set(intake.place(intake.id(row)));
    } else {
      origins.forget(source, intake.id(row));
    }
  }

  /** Whoever has the id that the row became may be somebody else by now. */
  void markDoubtful(int row, long person) {
    doubtful.put(intake.id(row), person);
  }

  @Override
  public OptionalLong personOf(int row) {
    return personOfOrigin(intake.id(row));
  }

  @Override
  public OptionalLong doubtfulOf(int row) {
    Long person = doubtful.get(intake.id(row));
    return person == null ? OptionalLong.empty() : OptionalLong.of(person);
  }

  /** The person that somebody of the backup is here. */
  OptionalLong personOfOrigin(long origin) {
    Long found = personOf.get(origin);
    if (found != null) {
      return OptionalLong.of(found);
    }
    return doubtful.containsKey(origin) || isOther(origin)
        ? OptionalLong.empty()
        : origins.personOf(source, origin);
  }

  private boolean isOther(long origin) {
    return others.get(Math.max(0, intake.place(origin))) && intake.has(origin);
  }

  @Override
  public boolean belongsToOtherRow(int row, long person) {
    if (row == 0) {
      return false; // a row of some other run
    }
    Long found = originOf.get(person);
    List<Long> all = found == null ? origins.originsOf(source, person) : List.of(found);
    // Somebody of an older backup who is in this one no more may have come back under a new id.
    return !all.contains(intake.id(row))
        && all.stream().anyMatch(origin -> intake.has(origin) && !isOther(origin));
  }

  @Override
  public boolean hasLeft(int row, RosterPerson person, @Nullable KnownPerson there) {
    return departures.has(intake.id(row), person, there);
  }

  @Override
  public List<String> groupsToJoin(Row row) {
    return groupsToJoin.apply(new BackupSheetPerson(row));
  }

  /** The server gives a photo a new id whenever it is replaced, so equal ids are equal photos. */
  @Override
  public Optional<Boolean> isOtherPhoto(Row row, KnownPerson there) {
    BackupSheetPerson person = new BackupSheetPerson(row);
    boolean self = departures.isOwnServer() && there.id() == person.id();
    return Optional.of(self && !there.avatarId().equals(person.text(BackupSheet.Cell.AVATAR_ID)));
  }

  @Override
  public boolean sharesKey(int row) {
    return shared.get(row);
  }

  @Override
  public void became(int row, long person) {
    long origin = intake.id(row);
    doubtful.remove(origin);
    if (plan) {
      personOf.put(origin, person);
      originOf.put(person, origin);
      return;
    }
    Promise<Void> noted = origins.put(source, origin, person);
    last = noted;
    if (oneByOne.get(row)) {
      noted.join(); // the next row of its kind has to see it
    }
  }

  /** Whether the row is worked after all those that are not so, and none beside it. */
  boolean isOneByOne(int row) {
    return oneByOne.get(row);
  }

  /** Waits until all that was noted can be seen. */
  void settle() {
    last.join();
  }
}
