package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.SentChanges;
import dev.senselink.batch.enrol.context.WrittenPerson;
import dev.senselink.batch.enrol.row.FieldTexts;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.enrol.row.StoredDifferenceNote;
import dev.senselink.batch.ledger.SentUpdateStore;
import dev.senselink.batch.ledger.SentUpdateStore.SentUpdate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells of the names and keys which the last list shows otherwise than they were sent: only the
 * first rows of a run are read back, and an answer may echo the request. Nothing can be stopped any
 * more, but whoever is known by a wrong name is found by no later run.
 */
final class AuditedNames {
  private final EnrolmentContext context;
  private final MisstoredMemory known;

  AuditedNames(EnrolmentContext context) {
    this.context = context;
    this.known = new MisstoredMemory(context);
  }

  /** The fields of those in which another value is stored, and not a spelling of it. */
  List<String> wrong(SentUpdate write, SentChanges.Shown shown, Person person) {
    List<String> wrong = new ArrayList<>(shown.other());
    wrong.addAll(shown.unasked());
    wrong.retainAll(WrittenPerson.KNOWN_BY);
    if (!wrong.isEmpty()) {
      SentUpdateStore hashes = context.ledger().sentUpdates();
      WrittenPerson sent = new WrittenPerson(write.changes());
      Map<String, String> is = FieldTexts.of(person);
      wrong.removeIf(field -> sent.mayBe(hashes, field, is.getOrDefault(field, "")));
    }
    return wrong;
  }

  /**
   * The outcome, told of these fields. Where nobody has touched the person since, they are
   * remembered as the server shows them, so that later runs find them, and an undo knows them.
   */
  Outcome told(Outcome outcome, SentUpdate write, List<String> wrong, Person person) {
    if (outcome.code().equals(Outcome.STORED_WRONGLY) || outcome.differs().containsAll(wrong)) {
      return outcome; // when it was read back
    }
    WrittenPerson sent = new WrittenPerson(write.changes());
    boolean accepted = context.settings().accepted().stored().containsAll(wrong);
    boolean ours = AnswerTimes.mayBeOne(sent.at(), person.updateAt());
    if (ours && !sent.keyHash().isEmpty()) {
      known.remember(person, sent.keyHash(), wrong, !accepted);
    }
    Map<String, String> is = FieldTexts.of(person);
    String values =
        words(
            ours ? "stored.shown" : "stored.shown.perhaps",
            RosterFieldNames.list(wrong),
            String.join(", ", wrong.stream().map(is::get).toList()));
    if (outcome.ending() == RowEnding.FORCED) { // the code is that of the similar face
      return outcome.adding(values).withDiffering(wrong);
    }
    return ours && !accepted
        ? outcome
            .telling(Outcome.STORED_WRONGLY, words("stored.audited", values))
            .withDiffering(wrong)
        : StoredDifferenceNote.accepted(outcome, wrong, values);
  }
}
