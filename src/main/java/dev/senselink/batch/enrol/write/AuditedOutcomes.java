package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.SentChanges;
import dev.senselink.batch.enrol.context.WrittenPerson;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.enrol.row.StoredDifferenceNote;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.SentUpdateStore.SentUpdate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Corrects the outcomes of the rows of which the last list shows something else than was sent. */
final class AuditedOutcomes {
  /** So many are stored at a time. */
  private static final int AT_ONCE = 500;

  private static final Set<RowEnding> WRITTEN =
      EnumSet.of(RowEnding.CREATED, RowEnding.FORCED, RowEnding.RESTORED, RowEnding.UPDATED);

  private final EnrolmentContext context;
  private final Ledger ledger;
  private final AuditedNames names;
  private final List<Outcome> told = new ArrayList<>();

  AuditedOutcomes(EnrolmentContext context) {
    this.context = context;
    this.ledger = context.ledger();
    this.names = new AuditedNames(context);
  }

  /** Somebody is shown; told at once if by another name or key, for what is shown is not kept. */
  void names(SentUpdate write, SentChanges.Shown shown, Person person) {
    List<String> wrong = names.wrong(write, shown, person);
    if (!wrong.isEmpty()) {
      of(write.row()).ifPresent(outcome -> add(names.told(outcome, write, wrong, person)));
    }
  }

  /** Tells of all rows that have been seen. */
  void tell(ShownUpdates seen) {
    seen.all().stream()
        .forEach(row -> of(row).ifPresent(outcome -> add(told(outcome, seen.of(row)))));
    store();
  }

  private Optional<Outcome> of(int row) {
    return ledger
        .outcomes()
        .of(context.run(), row)
        .filter(outcome -> WRITTEN.contains(outcome.ending()));
  }

  private void add(Outcome outcome) {
    told.add(outcome);
    if (told.size() == AT_ONCE) {
      store();
    }
  }

  /** Stores what is not stored yet. */
  void store() {
    if (!told.isEmpty()) {
      ledger.outcomes().store(context.run(), List.copyOf(told));
      told.clear();
    }
  }

  private Outcome told(Outcome outcome, SentChanges.Shown shown) {
    Long person = outcome.personId();
    if (person != null && shown.missed().contains(SentChanges.PHOTO)) {
      ledger.lastSent().forget(person); // to be sent again
      ledger.guests().unsettle(person);
    }
    return written(outcome, shown);
  }

  /** Of somebody whom the row has made an update has only mended what the create dropped. */
  private Outcome written(Outcome outcome, SentChanges.Shown shown) {
    Set<String> accepted = context.settings().accepted().stored();
    if (shown.isNothing() && accepted.containsAll(shown.missed())) {
      String fields = RosterFieldNames.list(shown.missed());
      Outcome told =
          StoredDifferenceNote.accepted(outcome, shown.missed(), words("stored.remains", fields));
      boolean known = !Collections.disjoint(WrittenPerson.KNOWN_BY, shown.missed());
      return known ? told : told.withDiffering(List.of());
    }
    if (!shown.isNothing() || outcome.ending() != RowEnding.UPDATED) {
      return different(outcome, shown, accepted);
    }
    String fields = RosterFieldNames.list(shown.missed());
    Outcome failed =
        Outcome.of(outcome.ref(), RowEnding.FAILED, AuditList.NOT_TAKEN, words("notTaken", fields))
            .withPhoto(outcome.photo())
            .withHints(outcome.hints())
            .withAttempts(outcome.attempts());
    Long person = outcome.personId();
    return person == null ? failed : failed.withPerson(person);
  }

  /** Of names and keys that are told with their values no more is said. */
  private static Outcome different(Outcome outcome, SentChanges.Shown shown, Set<String> accepted) {
    List<String> fields = new ArrayList<>(shown.missed());
    fields.removeAll(outcome.differs());
    List<String> lacking = new ArrayList<>(shown.lacking());
    lacking.removeAll(accepted);
    lacking.retainAll(fields);
    fields.removeAll(lacking);
    return StoredDifferenceNote.in(StoredDifferenceNote.lacking(outcome, lacking), fields);
  }
}
