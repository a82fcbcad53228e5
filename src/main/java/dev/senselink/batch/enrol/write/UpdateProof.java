package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SpellingStyle;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.context.CanaryGate;
import dev.senselink.batch.enrol.context.CanaryGate.Kind;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.PendingUpdate;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.row.StoredDifferenceNote;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first updates of a run back: one that changed what nobody asked for stops the run. The
 * answers prove nothing, they echo the request.
 */
public final class UpdateProof {
  private final EnrolmentContext context;
  private final CanaryGate canaries;
  private final DialectRepair repair;
  private final FreshPersonReader fresh;
  private final WrongValues wrong;

  public UpdateProof(EnrolmentContext context, CanaryGate canaries, DialectRepair repair) {
    this.context = context;
    this.canaries = canaries;
    this.repair = repair;
    this.fresh = new FreshPersonReader(context);
    this.wrong = repair.wrong();
  }

  static Kind kind(boolean withPhoto) {
    return withPhoto ? Kind.UPDATE_WITH_PHOTO : Kind.UPDATE_WITHOUT_PHOTO;
  }

  /** Ends a row whose update was answered well. */
  Outcome of(RowWorkspace job, SpellingStyle spelling, boolean force) {
    PendingUpdate change = job.target().change();
    UserFields sent = change.fields(spelling, force);
    Outcome outcome = job.task().done(RowEnding.UPDATED, change.id());
    boolean due =
        wrong.areAccepted()
            || canaries.isDue(kind(change.photo() != null))
            || learns(change, spelling, sent);
    return change.noted(due ? readBack(job, change, sent, spelling, outcome) : outcome);
  }

  /**
   * Ends a row whose own new person was made known to the face service by an update: in a spelling
   * that is not learnt yet it may have erased what the create had stored.
   */
  Outcome ofSettled(RowWorkspace job, SpellingStyle spelling) {
    PendingUpdate change = job.target().change();
    UserFields sent = change.fields(spelling, false);
    Outcome outcome = job.task().done(RowEnding.CREATED, change.id());
    boolean unproven = repair.isUnproven() || learns(change, spelling, sent);
    if (!unproven || !FieldDialect.filled(sent)) {
      return outcome;
    }
    Reply<List<Person>> read =
        fresh.of(
            change.id(), people -> isFresh(change, sent, people) && isEnough(change, sent, people));
    if (!(read instanceof Reply.Answer<List<Person>> answer) || answer.value().isEmpty()) {
      return repair.unread(outcome);
    }
    return isCut(change, sent, true, answer.value())
        ? StoredDifferenceNote.unseen(outcome)
        : repair.learn(job, true, sent, spelling, answer.value().get(0), outcome);
  }

  /** Whether it could not be waited until no list lags: the end compares, which is not reached. */
  private boolean isCut(
      PendingUpdate change, UserFields sent, boolean learns, List<Person> people) {
    return context.server().stopCause() != null
        && (!isFresh(change, sent, people) || (learns && !isEnough(change, sent, people)));
  }

  private boolean learns(PendingUpdate change, SpellingStyle spelling, UserFields sent) {
    return repair.learnsFrom(sent, spelling, change.merge().changed());
  }

  private Outcome readBack(
      RowWorkspace job,
      PendingUpdate change,
      UserFields sent,
      SpellingStyle spelling,
      Outcome outcome) {
    boolean learns = learns(change, spelling, sent);
    Reply<List<Person>> read =
        fresh.of(
            change.id(),
            people -> isFresh(change, sent, people) && (!learns || isEnough(change, sent, people)));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return learns ? repair.unread(outcome) : outcome; // the next update is the canary then
    }
    if (answer.value().isEmpty()) {
      return stop(change, outcome, words("odd.updateLost"));
    }
    Person first = answer.value().get(0);
    if (isCut(change, sent, learns, answer.value())) {
      Outcome seen = changed(job, change, sent, first, outcome);
      return learns && seen.equals(outcome) ? StoredDifferenceNote.unseen(outcome) : seen;
    }
    @Nullable Person now = first;
    Outcome told = outcome;
    if (learns) {
      told = repair.learn(job, false, sent, spelling, now, told);
      now = again(change, sent);
      if (now == null) {
        return changed(job, change, sent, first, told); // the next update is the canary then
      }
    }
    told = changed(job, change, sent, now, told);
    if (told.code().equals(Outcome.STORED_WRONGLY)) {
      return told;
    }
    List<String> unasked = unasked(change, sent, now);
    unasked.removeAll(wrong.accepted(told));
    if (!unasked.isEmpty()) {
      Set<String> others = new LinkedHashSet<>(unasked);
      others.addAll(ReadbackComparison.differing(sent, now));
      others.addAll(FieldDialect.dropped(sent, now));
      others.remove(unasked.get(0));
      Outcome stopped = stop(change, told, words("odd.updateChanged", unasked.get(0)));
      return StoredDifferenceNote.in(stopped, others);
    }
    canaries.passed(kind(change.photo() != null));
    return StoredDifferenceNote.in(told, ReadbackComparison.differing(sent, now));
  }

  /** The outcome, told of wrong values, if the update shows. */
  private Outcome changed(
      RowWorkspace job, PendingUpdate change, UserFields sent, Person now, Outcome outcome) {
    return ReadbackComparison.hasChanged(change.stored(), now)
        ? wrong.told(job, sent, now, outcome)
        : outcome;
  }

  /**
   * Whether the spelling can be learnt from the read: the fields are as sent, or something else of
   * the update shows. Else it is waited until no list lags any longer, for what has changed since
   * may be somebody else's doing.
   */
  private static boolean isEnough(PendingUpdate change, UserFields sent, List<Person> people) {
    return FieldDialect.dropped(sent, people.get(0)).isEmpty()
        || ReadbackComparison.showsWrite(change.stored(), sent, people.get(0));
  }

  /**
   * As they are once nothing is lost any more that a mend has brought back, or no list lags any
   * longer. Null where that cannot be seen, or no longer be waited for.
   */
  private @Nullable Person again(PendingUpdate change, UserFields sent) {
    Predicate<List<Person>> whole =
        people -> !people.isEmpty() && unasked(change, sent, people.get(0)).isEmpty();
    return fresh.of(change.id(), whole) instanceof Reply.Answer<List<Person>> answer
            && (context.server().stopCause() == null || whole.test(answer.value()))
        ? answer.value().stream().findFirst().orElse(null)
        : null;
  }

  /**
   * Whether the read is later than the update: something has changed, and nothing that was to
   * change is as it was. Where nothing that shows was to change, an old read looks as a new one
   * should: only the server's own time, or a field that it lost, tells them apart.
   */
  private static boolean isFresh(PendingUpdate change, UserFields sent, List<Person> people) {
    if (people.isEmpty()) {
      return false;
    }
    Person now = people.get(0);
    Person before = change.stored();
    boolean left =
        ReadbackComparison.differing(sent, now).stream()
                .anyMatch(n -> ReadbackComparison.same(n, before, now))
            || (ReadbackComparison.groupsDiffer(sent, now)
                && ReadbackComparison.sameGroups(before, now));
    return !left && ReadbackComparison.hasChanged(before, now);
  }

  private Outcome stop(PendingUpdate change, Outcome outcome, String what) {
    context.stop().accept(words("odd.person", what, change.id()));
    return outcome.noting(StoredDifferenceNote.CODE, what);
  }

  /** Fields that are neither as they were nor, folding aside, as they were to become. */
  private static List<String> unasked(PendingUpdate change, UserFields sent, Person now) {
    Person before = change.stored();
    List<String> names = new ArrayList<>(ReadbackComparison.differing(sent, now));
    names.removeIf(
        name ->
            ReadbackComparison.same(name, before, now)
                || ReadbackComparison.isFolded(name, sent, now));
    if (ReadbackComparison.groupsDiffer(sent, now) && !ReadbackComparison.sameGroups(before, now)) {
      names.add("groups");
    }
    for (String name : FieldDialect.dropped(sent, now)) {
      if (!change.merge().changed().contains(name)) {
        names.add(name);
      }
    }
    if (!Objects.equals(before.gender(), now.gender())) {
      names.add("gender");
    }
    boolean sameAvatar = before.avatarId().equals(now.avatarId());
    if (change.photo() == null ? !sameAvatar : now.avatarId().isEmpty()) {
      names.add("avatarFile");
    }
    return names;
  }
}
