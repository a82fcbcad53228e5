package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.write.DeletionAudit;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.List;
import java.util.Optional;

/** Looks in the end whether those are gone whom an undo has removed, and tells who is not. */
public final class RemovalAudit {
  /** So many are looked for in the ledger at a time. */
  private static final int AT_ONCE = 500;

  private final EnrolmentContext context;
  private final Ledger ledger;
  private final String target;

  /**
   * @param target the run that is undone
   */
  RemovalAudit(EnrolmentContext context, String target) {
    this.context = context;
    this.ledger = context.ledger();
    this.target = target;
  }

  /** Corrects the outcomes in the ledger; false if the server does not tell. */
  public boolean run() {
    DeletionAudit audit = new DeletionAudit(context);
    ledger.people().removed(context.run(), audit::expectGone);
    Optional<List<Long>> told = audit.stillThere();
    List<Long> there = told.orElse(List.of());
    for (int from = 0; from < there.size(); from += AT_ONCE) {
      correct(there.subList(from, Math.min(there.size(), from + AT_ONCE)));
    }
    return told.isPresent();
  }

  private void correct(List<Long> there) {
    for (long person : there) {
      ledger.undone().forget(target, person, Kind.CREATED); // so that it can be undone again
      ledger.before().drop(context.run(), person, Kind.DELETED);
    }
    List<Outcome> corrected =
        ledger.outcomes().ofPeople(context.run(), there).stream()
            .filter(outcome -> outcome.ending() == RowEnding.REMOVED)
            .map(RemovalAudit::isThere)
            .toList();
    ledger.outcomes().store(context.run(), corrected);
  }

  private static Outcome isThere(Outcome removed) {
    Long person = removed.personId();
    return Outcome.of(
            removed.ref(), RowEnding.FAILED, "NOT_TAKEN", words("undo.deleteLeft", person))
        .withPerson(person == null ? 0 : person)
        .withAttempts(removed.attempts());
  }
}
