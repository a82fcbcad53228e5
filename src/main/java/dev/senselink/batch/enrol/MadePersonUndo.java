package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.before.BeforeKeeper;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.undo.SinceRun;
import dev.senselink.batch.enrol.undo.UndoOutcomes;
import dev.senselink.batch.enrol.write.PersonDeletion;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Deletes whom a run has made, if nobody has touched them since. One thread. */
final class MadePersonUndo {
  private final EnrolmentContext context;
  private final Ledger ledger;
  private final BeforeKeeper keeper;
  private final PersonDeletion deletion;
  private final SinceRun since;

  MadePersonUndo(EnrolmentContext context) {
    this.context = context;
    this.ledger = context.ledger();
    this.keeper = new BeforeKeeper(context);
    this.deletion = new PersonDeletion(context);
    this.since = new SinceRun(context);
  }

  /**
   * Does so.
   *
   * @param now as just read
   */
  Outcome delete(RowTask task, BeforeImage image, Person now) {
    if (image.sent().hashes().isEmpty()) {
      return UndoOutcomes.perhapsOurs(task, image, ofRow(image));
    }
    Outcome changed = since.changed(task, image, now);
    if (changed != null) {
      return changed;
    }
    FormerPhoto photo =
        keeper.keeps() && !context.settings().dryRun()
            ? keeper.photo(now.avatarId())
            : FormerPhoto.NONE;
    if (context.server().stopCause() != null) {
      return FailureOutcomes.halted(task).withPerson(now.id());
    }
    // The photo took its time: what counts is how they are just before each request leaves.
    AtomicReference<@Nullable Outcome> held = new AtomicReference<>();
    PersonDeletion.Result result =
        deletion.delete(
            now.type(),
            now.id(),
            read -> {
              held.set(held(task, image, read, photo));
              return held.get() == null;
            });
    Outcome kept = held.get();
    Outcome outcome =
        (result.fate() == PersonDeletion.Fate.HELD && kept != null
                ? kept
                : removed(task, now.id(), result))
            .withAttempts(task.before().attempts() + result.sent());
    if (task.before().attempts() == 0 && !result.mayBeDone()) {
      keeper.notDeleted(now.id());
    }
    if (result.fate() == PersonDeletion.Fate.REFUSED) {
      ledger.intents().refused(context.run(), task.row());
    }
    return outcome;
  }

  private Outcome removed(RowTask task, long person, PersonDeletion.Result result) {
    Outcome outcome =
        switch (result.fate()) {
          case GONE -> {
            ledger.guests().forget(person);
            yield task.done(RowEnding.REMOVED, person);
          }
          case UNKNOWN -> FailureOutcomes.unknown(task, words("why.looking", result.why()));
          case IGNORED -> {
            String what = words("undo.deleteLeft", person);
            context.stop().accept(words("odd", what));
            yield task.end(RowEnding.FAILED, "NOT_TAKEN", what);
          }
          default ->
              result.reply() instanceof Reply.Refusal<?> refusal
                  ? FailureOutcomes.ofRefusal(task, refusal)
                  : FailureOutcomes.ofQuestion(task, result.reply());
        };
    return outcome.withPerson(person);
  }

  /** Everybody whom the row of an image has made, or may have made. */
  private List<Long> ofRow(BeforeImage image) {
    return ledger.before().ofRow(image.run(), image.row()).stream()
        .filter(one -> one.kind() == Kind.CREATED)
        .map(BeforeImage::person)
        .toList();
  }

  /** Why whom the run has made is not deleted; null once that, and all of them, is on the disk. */
  private @Nullable Outcome held(
      RowTask task, BeforeImage image, @Nullable Person now, FormerPhoto photo) {
    if (now == null) {
      return since.gone(task, image);
    }
    Outcome changed = since.changed(task, image, now);
    if (changed != null) {
      return changed;
    }
    Outcome otherwise = context.gate().delete(task, now);
    if (otherwise != null || context.settings().dryRun()) {
      return otherwise == null
          ? UndoOutcomes.planned(task, now.id(), words("dry.removed"))
          : otherwise;
    }
    String unkept = keeper.delete(now, ledger.guests().byId(now.id()).orElse(null), photo);
    if (!unkept.isEmpty()) {
      return UndoOutcomes.review(task, image, UndoOutcomes.UNKNOWN, unkept);
    }
    context.intend(task, Intent.Call.DELETE, now.id(), List.of(now.id())).join();
    return null;
  }
}
