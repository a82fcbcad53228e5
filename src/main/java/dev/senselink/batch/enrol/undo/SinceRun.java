package dev.senselink.batch.enrol.undo;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.before.LeftState;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody has changed a person since the run that is undone: whoever is not as it has left
 * them, or was written by a later run, is left alone. Safe between threads.
 */
public final class SinceRun {
  private static final String RESTORE = "restore";
  private static final Pattern API_CODE = Pattern.compile("[0-9]+");

  private final EnrolmentContext context;
  private final Ledger ledger;

  public SinceRun(EnrolmentContext context) {
    this.context = context;
    this.ledger = context.ledger();
  }

  /**
   * Null where no later run has written them, and no later import has named whom the run returned.
   */
  public @Nullable Outcome later(RowTask task, BeforeImage image) {
    List<String> later = new ArrayList<>(ledger.before().laterRuns(image.run(), image.person()));
    later.remove(context.run());
    List<String> standing = ledger.undone().standing(later, image.person());
    if (!standing.isEmpty()) {
      String run = standing.get(standing.size() - 1);
      return UndoOutcomes.review(
          task, image, UndoOutcomes.CHANGED, words("undo.since", words("undo.later", run)));
    }
    Optional<String> why =
        ledger
            .undone()
            .unkeptSince(image.run(), image.person(), context.run())
            .map(run -> words("undo.laterUnkept", run));
    if (why.isEmpty() && isGivenBackToList(image)) {
      why =
          ledger
              .namedLater()
              .returned(image.run(), image.person())
              .map(run -> words("undo.named", run));
    }
    return why.map(
            since ->
                UndoOutcomes.review(task, image, UndoOutcomes.CHANGED, words("undo.since", since)))
        .orElse(null);
  }

  /**
   * Null where no later import has named whom the run has made, complete or not: its rows lean on
   * them, and would say that they are there when they are gone.
   */
  public @Nullable Outcome namedLater(RowTask task, BeforeImage image) {
    return image.kind() != Kind.CREATED
        ? null
        : ledger
            .namedLater()
            .made(image.run(), image.person())
            .map(
                run ->
                    UndoOutcomes.review(
                        task, image, UndoOutcomes.NAMED_LATER, words("undo.namedLater", run)))
            .orElse(null);
  }

  /** Whether a run has given them back to a list: a restore gives nobody back to one. */
  private boolean isGivenBackToList(BeforeImage image) {
    return image.kind() == Kind.RETURNED
        && ledger.runs().find(image.run()).filter(run -> run.command().equals(RESTORE)).isEmpty();
  }

  /** They are not on the server any more. */
  public Outcome gone(RowTask task, BeforeImage image) {
    String why = words("undo.gone", image.person());
    if (image.kind() != Kind.CREATED) {
      return UndoOutcomes.review(task, image, UndoOutcomes.CHANGED, words("undo.since", why));
    }
    if (!context.settings().dryRun()) {
      ledger.guests().forget(image.person());
    }
    return mayBeOurs(task)
        ? task.done(RowEnding.REMOVED, image.person())
        : task.end(RowEnding.UNCHANGED, "", why).withPerson(image.person());
  }

  /**
   * Whether an earlier process of this undo may have deleted them: it may have died before it knew.
   * What the server has refused it has not done.
   */
  private boolean mayBeOurs(RowTask task) {
    return task.before().updates() > 0
        || ledger
            .outcomes()
            .of(context.run(), task.row())
            .filter(last -> last.attempts() > 0 && !API_CODE.matcher(last.code()).matches())
            .isPresent();
  }

  /** Null where the person is still as the run has left them. */
  public @Nullable Outcome changed(RowTask task, BeforeImage image, Person now) {
    return changed(task, image, now, null, List.of());
  }

  /**
   * The same of somebody whose photo this undo may have put back already.
   *
   * @param photo {@code null} where it has put none back
   * @param taken fields that this undo has just taken from them, and is about to put back
   */
  public @Nullable Outcome changed(
      RowTask task,
      BeforeImage image,
      Person now,
      @Nullable PhotoPutBack photo,
      List<String> taken) {
    List<String> fields = new ArrayList<>(LeftState.differing(ledger.before(), image, now));
    fields.removeAll(taken);
    if (photo != null && fields.contains(LeftState.PHOTO) && photo.isOurs(now.avatarId())) {
      fields.remove(LeftState.PHOTO);
    }
    return fields.isEmpty()
        ? null
        : UndoOutcomes.review(
            task,
            image,
            UndoOutcomes.CHANGED,
            words("undo.since", words("undo.changed", RosterFieldNames.list(fields))));
  }
}
