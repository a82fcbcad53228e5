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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody has changed a person since the run that is undone: whoever is not as it has left
 * them, or was written by a later run, is left alone. Safe between threads.
 */
public final class SinceRun {
  private final EnrolmentContext context;
  private final Ledger ledger;

  public SinceRun(EnrolmentContext context) {
    this.context = context;
    this.ledger = context.ledger();
  }

  /** Null where no later run has written them, and no later import has named whom the run made. */
  public @Nullable Outcome later(RowTask task, BeforeImage image) {
    List<String> later = new ArrayList<>(ledger.before().laterRuns(image.run(), image.person()));
    later.remove(context.run());
    List<String> standing = ledger.undone().standing(later, image.person());
    if (!standing.isEmpty()) {
      String run = standing.get(standing.size() - 1);
      String why = isOfDecisions(run) ? words("undo.decided", run) : words("undo.later", run);
      return UndoOutcomes.review(task, image, UndoOutcomes.CHANGED, words("undo.since", why));
    }
    return image.kind() == Kind.CREATED
        ? ledger
            .undone()
            .namedBy(image.run(), image.person())
            .map(
                run ->
                    UndoOutcomes.review(
                        task,
                        image,
                        UndoOutcomes.CHANGED,
                        words("undo.since", words("undo.named", run))))
            .orElse(null)
        : null;
  }

  private boolean isOfDecisions(String run) {
    return ledger.before().runs().decidedAbout(run).isPresent();
  }

  /** Null where the person is still as the run has left them. */
  public @Nullable Outcome changed(RowTask task, BeforeImage image, Person now) {
    return changed(task, image, now, false);
  }

  /**
   * The same.
   *
   * @param sent whether a photo of this undo may be there by now, of which nobody knows the id
   */
  public @Nullable Outcome changed(RowTask task, BeforeImage image, Person now, boolean sent) {
    List<String> fields = new ArrayList<>(LeftState.differing(ledger.before(), image, now));
    if (sent) {
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
