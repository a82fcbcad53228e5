package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.Words.words;

import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.check.Finding;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.outcome.Candidate;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gets a row ready to become somebody new: fields, intent, photo. Safe between threads. */
final class Newcomers {
  private final RunContext context;
  private final PhotoDesk photos;
  private final Creating creating;
  private final Settling settling;

  Newcomers(RunContext context, PhotoDesk photos, Creating creating, Settling settling) {
    this.context = context;
    this.photos = photos;
    this.creating = creating;
    this.settling = settling;
  }

  /**
   * Creates somebody.
   *
   * @param earlier the ids that have the row's key before
   */
  Outcome create(RowTask task, Wanted wanted, List<Long> earlier) {
    sends(task, wanted);
    // Asked for now and joined just before the request leaves: the photo's check hides the wait.
    Promise<Void> intent =
        context.settings().dryRun()
            ? context.ledger().nothing()
            : context.intend(task, Intent.Call.CREATE, null, earlier);
    PhotoDesk.Result photo = photo(task);
    if (photo.refusal() != null) {
      intent.join(); // else it could reach the ledger after the outcome that closes it
      return photo.refusal();
    }
    Outcome outcome =
        context.settings().dryRun()
            ? task.end(Ending.VALID, "", words("dry.created"))
            : creating.create(
                task, plan(task, wanted, photo.photo(), earlier, Intention.begun(intent)));
    return noted(outcome, photo);
  }

  /**
   * Creates somebody with {@code force=1} from the start, as a person decided.
   *
   * @param similar past whom it is forced
   */
  Outcome force(RowTask task, Wanted wanted, List<Long> earlier, Candidate similar) {
    sends(task, wanted);
    PhotoDesk.Result photo = photo(task);
    if (photo.refusal() != null) {
      return photo.refusal();
    }
    Intention intent =
        Intention.atLast(() -> context.intend(task, Intent.Call.FORCE, null, earlier));
    Plan plan = plan(task, wanted, photo.photo(), earlier, intent);
    return noted(creating.force(task, plan.forced(intent), similar), photo);
  }

  private void sends(RowTask task, Wanted wanted) {
    UserFields fields = fields(task, wanted, null);
    task.sends(fields.visit() == null ? null : Sent.guest(fields));
  }

  /**
   * A create of this very row has made the person, and the update that was to make the server's
   * face service know them was cut short: it is sent anew.
   */
  Outcome settle(RowTask task, KnownPerson made, Wanted wanted) {
    PhotoDesk.Result photo = photo(task);
    if (photo.refusal() != null) {
      return photo.refusal().withPerson(made.id());
    }
    Intention none = Intention.begun(context.ledger().nothing());
    return settling.settle(task, made.id(), plan(task, wanted, photo.photo(), List.of(), none));
  }

  private Plan plan(
      RowTask task, Wanted wanted, @Nullable Photo photo, List<Long> earlier, Intention intent) {
    return new Plan(fields(task, wanted, photo), photo, wanted, earlier, intent);
  }

  private UserFields fields(RowTask task, Wanted wanted, @Nullable Photo photo) {
    return NewPerson.fields(task.person(), wanted, context.settings().defaultGroups(), photo);
  }

  private PhotoDesk.Result photo(RowTask task) {
    PhotoFile file = task.applicant().photo();
    return file == null ? new PhotoDesk.Result(null, 0, null) : photos.ready(task, file);
  }

  private static Outcome noted(Outcome outcome, PhotoDesk.Result photo) {
    return photo.qaCode() == 0
        ? outcome
        : outcome.noting(String.valueOf(photo.qaCode()), PhotoDesk.qaWords(photo.qaCode()));
  }

  /**
   * Null where the photo is no obstacle.
   *
   * @param known whether the row is somebody who is on the server already
   */
  @Nullable Outcome photoProblem(RowTask task, boolean known) {
    Finding problem = task.applicant().photoProblem();
    if (problem != null) {
      return task.end(Ending.REJECTED_PHOTO, problem.code(), problem.reason());
    }
    boolean needed =
        task.applicant().photo() == null && !known && !context.settings().allowNoPhoto();
    return needed
        ? task.end(
            Ending.REJECTED_PHOTO, "PHOTO_NOT_FOUND", Enrolment.noPhoto(task.person().kind()))
        : null;
  }
}
