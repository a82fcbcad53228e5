package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SpellingStyle;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.context.CanaryGate;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.PendingUpdate;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.enrol.row.StoredDifferenceNote;
import dev.senselink.batch.enrol.state.RowEvent;
import dev.senselink.batch.outcome.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The three fields that the manual spells in two ways (NOTES 30): finds out which spelling an
 * update takes, and sets by update what a create or an update dropped. Why it may be sent again: it
 * is read and merged anew every time, and carries no force. What the server held and an update in
 * the wrong spelling has erased is brought back with it.
 */
public final class DialectRepair {
  /** The face service could not be told. */
  private static final int BROKEN_SYNC = 50001;

  private final EnrolmentContext context;
  private final FieldDialect spellings;
  private final CanaryGate canaries;
  private final MergedWrite write;
  private final FreshPersonReader fresh;
  private final WrongValues wrong;

  public DialectRepair(EnrolmentContext context, FieldDialect spellings, CanaryGate canaries) {
    this.context = context;
    this.spellings = spellings;
    this.canaries = canaries;
    this.write = new MergedWrite(context, spellings);
    this.fresh = new FreshPersonReader(context);
    this.wrong = new WrongValues(context);
  }

  /** What names and keys that are stored wrongly do to the run. */
  WrongValues wrong() {
    return wrong;
  }

  /** Whether it is not known yet which spelling updates take. */
  boolean isUnproven() {
    return spellings.updateUnknown();
  }

  /**
   * Whether an answered update of these fields is still to be learnt from, or was in another
   * spelling than is known by now.
   */
  boolean learnsFrom(UserFields sent, SpellingStyle used, Collection<String> changed) {
    return spellings.isToBeLearntFrom(sent, changed)
        || (used != spellings.forUpdate() && FieldDialect.filled(sent));
  }

  /**
   * Learns which spelling updates take, from one that was answered well.
   *
   * @param made whether the row has made the person
   * @param used the spelling in which it was sent
   * @param now the person as read back after it
   */
  Outcome learn(
      RowWorkspace job,
      boolean made,
      UserFields sent,
      SpellingStyle used,
      Person now,
      Outcome outcome) {
    PendingUpdate change = job.target().change();
    Collection<String> changed = change.merge().changed();
    List<String> dropped = FieldDialect.dropped(sent, now);
    if (dropped.isEmpty()) {
      if (FieldDialect.proves(sent, changed)) {
        takes(used, FieldDialect.filledAnew(sent, changed, dropped));
      } else if (!FieldDialect.filled(sent)) {
        spellings.noteErased();
      } else if (ReadbackComparison.showsWrite(change.stored(), sent, now)) {
        spellings.noteKept();
      } else if (!made && AnswerTimes.differ(change.stored().updateAt(), now.updateAt())) {
        spellings.noteLeft(); // or somebody else was at work in these seconds
      }
      return outcome;
    }
    List<String> proven = FieldDialect.filledAnew(sent, changed, dropped);
    if (!proven.isEmpty()) {
      return partly(used, proven, dropped, outcome);
    }
    boolean foreign = FieldDialect.isForeign(dropped, change.stored(), now);
    if (foreign && !spellings.noteForeign()) {
      return StoredDifferenceNote.in(outcome, dropped); // still to be learnt
    }
    SpellingStyle other = used == SpellingStyle.SNAKE ? SpellingStyle.CAMEL : SpellingStyle.SNAKE;
    Spelled spelled = set(job, other, made, sent);
    if (spelled == Spelled.NOTHING) {
      return outcome; // somebody else was quicker, and it is still to be learnt
    }
    if (spelled == Spelled.UNKNOWN_TO_FACES) {
      return StoredDifferenceNote.in(unknownToFaces(job), dropped);
    }
    if (spelled == Spelled.NOT) {
      return StoredDifferenceNote.in(outcome, dropped);
    }
    PendingUpdate mend = job.target().change();
    UserFields mended = mend.fields(other, false);
    Person after = now(job, mended);
    if (after == null) {
      return unread(outcome);
    }
    Collection<String> mends = mend.merge().changed();
    List<String> left = FieldDialect.dropped(mended, after);
    List<String> mendedOnes = FieldDialect.filledAnew(mended, mends, left);
    if (left.isEmpty()) {
      return asSent(other, mended, mends, outcome);
    }
    if (!mendedOnes.isEmpty()) {
      return partly(other, mendedOnes, left, outcome);
    }
    if (!foreign && FieldDialect.isForeign(left, mend.stored(), after)) {
      return spellings.noteForeign()
          ? partly(other, List.of(), left, outcome)
          : StoredDifferenceNote.in(outcome, left);
    }
    boolean kept = FieldDialect.keptSome(mended, mends, left);
    return backIn(job, made, used, mended, foreign, kept, outcome);
  }

  /** All is as sent: that tells the spelling if the update was to change one of the fields. */
  private Outcome asSent(
      SpellingStyle spelling, UserFields sent, Collection<String> changed, Outcome outcome) {
    if (FieldDialect.proves(sent, changed)) {
      takes(spelling, FieldDialect.filledAnew(sent, changed, List.of()));
    }
    return outcome; // else it is still to be learnt
  }

  /**
   * The other spelling has not helped: what it may have erased is brought back in the first one,
   * which the server may have failed to carry out before.
   *
   * @param foreign whether the first one had brought other values, twice by now
   * @param kept whether the other spelling has kept such a field
   */
  private Outcome backIn(
      RowWorkspace job,
      boolean made,
      SpellingStyle used,
      UserFields erased,
      boolean foreign,
      boolean kept,
      Outcome outcome) {
    if (!spellings.updateUnknown() && used != spellings.forUpdate()) {
      return StoredDifferenceNote.in(
          outcome, FieldDialect.names(erased)); // another row knows better
    }
    Spelled spelled = set(job, used, made, erased);
    if (spelled == Spelled.UNKNOWN_TO_FACES) {
      return StoredDifferenceNote.in(unknownToFaces(job), FieldDialect.names(erased));
    }
    PendingUpdate change = job.target().change();
    UserFields sent = change.fields(used, false);
    if (spelled == Spelled.NOT) {
      return StoredDifferenceNote.in(outcome, FieldDialect.names(erased));
    }
    Person now = now(job, sent);
    if (now == null) {
      return unread(outcome);
    }
    Collection<String> changed = change.merge().changed();
    List<String> dropped = FieldDialect.dropped(sent, now);
    if (dropped.isEmpty()) {
      return asSent(used, sent, changed, outcome);
    }
    List<String> proven = FieldDialect.filledAnew(sent, changed, dropped);
    boolean another = FieldDialect.isForeign(dropped, change.stored(), now);
    if (!proven.isEmpty() || foreign || (another && spellings.noteForeign())) {
      return partly(used, proven, dropped, outcome); // the server's own way to write them
    }
    if (another) {
      return StoredDifferenceNote.in(outcome, dropped); // still to be learnt
    }
    if (kept && FieldDialect.keptSome(sent, changed, dropped)) {
      spellings.noteKept(); // in either spelling
    }
    if (spellings.giveUp()) {
      context.warn().accept(words("odd.spellings", RosterFieldNames.list(dropped)));
    }
    return StoredDifferenceNote.in(outcome, dropped);
  }

  /**
   * That was the server's spelling; what is not as sent is somebody else's since, or the server's
   * own way: each row is looked at in the end.
   */
  private Outcome partly(
      SpellingStyle spelling, List<String> proven, List<String> dropped, Outcome outcome) {
    takes(spelling, proven);
    return StoredDifferenceNote.in(outcome, dropped);
  }

  private void takes(SpellingStyle spelling, Collection<String> fields) {
    spellings.noteUpdateSpelling(spelling, fields);
    canaries.passed(CanaryGate.Kind.UPDATE_SPELLING);
  }

  /**
   * Sets what a create dropped, in the spelling of updates.
   *
   * @param dropped what it dropped, as far as is known
   */
  Outcome spell(RowWorkspace job, UserFields created, List<String> dropped, Outcome outcome) {
    boolean unknown = spellings.updateUnknown();
    SpellingStyle used = spellings.forUpdate();
    Spelled spelled = set(job, used, true, null);
    if (spelled == Spelled.UNKNOWN_TO_FACES) {
      return unknownToFaces(job);
    }
    if (spelled == Spelled.NOT) {
      return StoredDifferenceNote.in(outcome, dropped);
    }
    if (spelled == Spelled.NOTHING || !unknown) {
      return outcome;
    }
    Person now = now(job, created);
    if (now == null) {
      return unread(outcome);
    }
    Outcome told = wrong.told(job, created, now, outcome); // the whole person was written
    if (!told.equals(outcome)) {
      context.memory().created(now.id(), job, now);
    }
    return told.code().equals(Outcome.STORED_WRONGLY)
        ? told
        : learn(job, true, created, used, now, told);
  }

  /** What came of it is not seen: the end compares, which a run that is stopped does not reach. */
  Outcome unread(Outcome outcome) {
    return context.server().stopCause() == null ? outcome : StoredDifferenceNote.unseen(outcome);
  }

  private static Outcome unknownToFaces(RowWorkspace job) {
    return FailureOutcomes.unknownToFaces(job.task(), job.last()).withPerson(job.target().id());
  }

  /** What came of it. */
  private enum Spelled {
    DONE,
    /** They are as they are to be: nothing was sent. */
    NOTHING,
    /** The server has not said that it did. */
    NOT,
    /** The same, and the row's own new person may be unknown to the face service since. */
    UNKNOWN_TO_FACES
  }

  /**
   * Sets them. Where the face service could not be told of somebody whom the row has just made, the
   * photo is sent with the next try, as it is after such an answer to a create (E8).
   */
  private Spelled set(
      RowWorkspace job, SpellingStyle spelling, boolean made, @Nullable UserFields erased) {
    job.beginRepair(erased);
    RetryAttempts tries = context.server().attempts();
    boolean broken = false;
    RowEvent event = write.send(order(job, spelling, made, false));
    if (made && event instanceof RowEvent.Gone && isListed(job)) {
      event = write.send(order(job, spelling, true, false));
    }
    while (event instanceof RowEvent.Unclear || event instanceof RowEvent.NeverSent) {
      boolean sent = event instanceof RowEvent.Unclear;
      job.repaired(sent ? 1 : 0);
      broken |=
          made
              && job.photo() != null
              && event instanceof RowEvent.Unclear unclear
              && unclear.code() == BROKEN_SYNC;
      if (!tries.again(job.last())) {
        return broken ? Spelled.UNKNOWN_TO_FACES : Spelled.NOT;
      }
      event = write.send(order(job, spelling, made, broken));
    }
    boolean done = event instanceof RowEvent.Answered;
    job.repaired(done || event instanceof RowEvent.Refused ? 1 : 0);
    if (event instanceof RowEvent.NothingDiffers) {
      return Spelled.NOTHING;
    }
    return done ? Spelled.DONE : broken ? Spelled.UNKNOWN_TO_FACES : Spelled.NOT;
  }

  /** Whether somebody just made is there after all: a list lags some seconds behind. */
  private boolean isListed(RowWorkspace job) {
    return fresh.of(job.target().id(), people -> !people.isEmpty())
            instanceof Reply.Answer<List<Person>> answer
        && !answer.value().isEmpty();
  }

  private static MergedWrite.Order order(
      RowWorkspace job, SpellingStyle spelling, boolean made, boolean broken) {
    PendingUpdate.PhotoUse photo =
        broken ? PendingUpdate.PhotoUse.ALWAYS : PendingUpdate.PhotoUse.NEVER;
    return new MergedWrite.Order(job, photo, false, made, spelling, false, !broken, change -> true);
  }

  /**
   * As they are once the three fields are as sent, or no list lags any longer: what else has
   * changed may be another's doing, and tells nothing of the spelling. Null where that cannot be
   * seen, or no longer be waited for.
   */
  private @Nullable Person now(RowWorkspace job, UserFields sent) {
    Predicate<List<Person>> asSent =
        people -> !people.isEmpty() && FieldDialect.dropped(sent, people.get(0)).isEmpty();
    return fresh.of(job.target().id(), asSent) instanceof Reply.Answer<List<Person>> answer
            && (context.server().stopCause() == null || asSent.test(answer.value()))
        ? answer.value().stream().findFirst().orElse(null)
        : null;
  }
}
