package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.enrol.row.StoredDifferenceNote;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.RosterColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Stops a run whose server stores another name or key than was sent, for nobody can find those
 * people again; unless a user has said that the field may differ. Safe between threads.
 */
final class WrongValues {
  private final EnrolmentContext context;
  private final MisstoredMemory known;
  private volatile boolean accepted;

  WrongValues(EnrolmentContext context) {
    this.context = context;
    this.known = new MisstoredMemory(context);
  }

  /** Whether a wrong value was accepted: from then on everybody who is made is read back. */
  boolean areAccepted() {
    return accepted;
  }

  /** Whether an answer shows another name or key than was sent, which nobody has accepted. */
  boolean stops(UserFields sent, Person answer) {
    return !context
        .settings()
        .accepted()
        .stored()
        .containsAll(ReadbackComparison.wrong(sent, answer));
  }

  /** The fields of which an outcome tells that another value was accepted. */
  List<String> accepted(Outcome told) {
    List<String> fields = new ArrayList<>(told.differs());
    fields.retainAll(context.settings().accepted().stored());
    return fields;
  }

  /**
   * The outcome of a row, told of the wrong values; as it is where there are none. The person is
   * remembered as the server shows them, so that later runs find them, and an undo knows them.
   */
  Outcome told(RowWorkspace job, UserFields sent, Person stored, Outcome outcome) {
    List<String> wrong = ReadbackComparison.wrong(sent, stored);
    if (wrong.isEmpty()) {
      return outcome;
    }
    Set<String> may = context.settings().accepted().stored();
    boolean stops = !may.containsAll(wrong);
    RosterPerson row = job.task().person();
    boolean otherName = wrong.contains(RosterColumn.NAME.header());
    String name = otherName ? KeyRules.name(row.name()) : "";
    String keyHash =
        context.ledger().misstored().keyHash(row.kind().name(), job.task().key(), name);
    known.remember(stored, keyHash, wrong, stops);
    String fields = RosterFieldNames.list(wrong);
    String values =
        words(
            "stored.wrong",
            fields,
            ReadbackComparison.values(wrong, sent),
            ReadbackComparison.values(wrong, stored));
    if (!stops) {
      accepted = true;
      return StoredDifferenceNote.accepted(outcome, wrong, values);
    }
    // The values stand in the report alone: why a run stopped is logged and sent.
    context.stop().accept(words("stored.stop", job.task().line(), fields, String.join(",", wrong)));
    List<String> others = new ArrayList<>(ReadbackComparison.differing(sent, stored));
    others.addAll(FieldDialect.dropped(sent, stored));
    others.removeAll(wrong);
    return StoredDifferenceNote.in(
        outcome.telling(Outcome.STORED_WRONGLY, words("stored.stopped", values)), others);
  }
}
