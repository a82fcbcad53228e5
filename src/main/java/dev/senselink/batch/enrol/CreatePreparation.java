package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.check.Finding;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.photo.PhotoVerification;
import dev.senselink.batch.enrol.photo.ReadyPhoto;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.References;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.enrol.write.CreateFields;
import dev.senselink.batch.enrol.write.RowStateMachine;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gets a row ready to become somebody new: fields and photo. Safe between threads. */
final class CreatePreparation {
  private final EnrolmentContext context;
  private final PhotoVerification photos;
  private final RowStateMachine worker;

  CreatePreparation(EnrolmentContext context, PhotoVerification photos, RowStateMachine worker) {
    this.context = context;
    this.photos = photos;
    this.worker = worker;
  }

  /** What comes of a row whose fields and photo are ready. */
  private interface Work {
    @Nullable Outcome done(RowWorkspace job);
  }

  /**
   * Creates somebody.
   *
   * @param earlier the ids that have the row's key before
   * @param decided whether a person has decided about the row
   */
  Outcome create(RowTask task, References wanted, List<Long> earlier, boolean decided) {
    return sure(
        ready(
            task,
            wanted,
            earlier,
            decided,
            job -> {
              ReadyPhoto photo = job.photo();
              Outcome held =
                  context.gate().create(task, job.fields(), photo == null ? null : photo.photo());
              if (held != null) {
                return held;
              }
              return context.settings().dryRun()
                  ? task.end(RowEnding.VALID, "", words("dry.created"))
                  : worker.create(job);
            }));
  }

  /**
   * Creates somebody with {@code force=1} from the start, as a person decided.
   *
   * @param similar past whom it is forced
   */
  Outcome force(RowTask task, References wanted, List<Long> earlier, ConflictCandidate similar) {
    return sure(
        ready(task, wanted, earlier, true, job -> worker.force(job, similar.id(), similar.name())));
  }

  /**
   * Looks for whom creates of an earlier process may have made for this very row, and goes on with
   * what was cut short.
   *
   * @return {@code null} where they have made nobody
   */
  @Nullable Outcome takeUp(RowTask task, References wanted) {
    return ready(task, wanted, task.before().earlier(), false, job -> worker.takeUp(job, null));
  }

  /**
   * The same for a row that a person has decided about.
   *
   * @param seen the ids that were shown to the person: none of them is whom the row has made
   * @param past past whom it was forced without an answer, and the person has been asked about
   *     that; {@code null} as a rule
   */
  @Nullable Outcome takeUp(
      RowTask task, References wanted, List<Long> seen, @Nullable ConflictCandidate past) {
    List<Long> earlier = new ArrayList<>(task.before().earlier());
    earlier.addAll(seen);
    return ready(task, wanted, earlier, true, job -> worker.takeUp(job, past));
  }

  private @Nullable Outcome ready(
      RowTask task, References wanted, List<Long> earlier, boolean decided, Work work) {
    UserFields fields = fields(task, wanted, null);
    task.sends(fields.visit() == null ? null : SentFields.guest(fields));
    PhotoFile file = task.applicant().photo();
    PhotoVerification.Result photo =
        file == null ? PhotoVerification.Result.NONE : photos.ready(task, file);
    Outcome refusal = photo.refusal();
    if (refusal != null) {
      boolean unseen = !decided && task.before().creates() > 0 && refusal.ending().triedAgain();
      return unseen ? FailureOutcomes.unknown(task, refusal.reason()) : refusal;
    }
    RowWorkspace job = worker.job(task, wanted, earlier, decided);
    job.fields(fields(task, wanted, photo.photo()));
    job.photo(photo.photo() == null ? null : new ReadyPhoto(photo.photo(), photo.qaCode(), ""));
    Outcome outcome = work.done(job);
    return outcome == null ? null : PhotoVerification.noted(outcome, photo.photo(), photo.qaCode());
  }

  private static Outcome sure(@Nullable Outcome outcome) {
    if (outcome == null) {
      throw new IllegalStateException("a row that was sent has an outcome");
    }
    return outcome;
  }

  private UserFields fields(RowTask task, References wanted, @Nullable Photo photo) {
    return CreateFields.fields(task.person(), wanted, context.settings().defaultGroups(), photo);
  }

  /**
   * Null where the photo is no obstacle.
   *
   * @param known whether the row is somebody who is on the server already
   */
  @Nullable Outcome photoProblem(RowTask task, boolean known) {
    Finding problem = task.applicant().photoProblem();
    if (problem != null) {
      return task.end(RowEnding.REJECTED_PHOTO, problem.code(), problem.reason());
    }
    boolean needed =
        task.applicant().photo() == null && !known && !context.settings().allowNoPhoto();
    return needed
        ? task.end(
            RowEnding.REJECTED_PHOTO,
            "PHOTO_NOT_FOUND",
            FailureOutcomes.noPhoto(task.person().kind()))
        : null;
  }
}
