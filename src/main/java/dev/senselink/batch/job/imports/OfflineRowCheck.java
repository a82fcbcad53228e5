package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.check.Finding;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.FaceNotes;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoExamination;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.roster.cell.VisitWindow;

/** What can be said of a row without a server: its photo is there and can be prepared. */
final class OfflineRowCheck {
  private final ImportSettings settings;
  private final PhotoEngine engine;
  private final VisitClock clock;

  OfflineRowCheck(ImportSettings settings, PhotoEngine engine, VisitClock clock) {
    this.settings = settings;
    this.engine = engine;
    this.clock = clock;
  }

  Outcome work(CheckedRow applicant) {
    String departed = applicant.departed();
    if (departed != null) {
      return Outcome.of(
          applicant.row().ref(), RowEnding.SKIPPED_DEPARTED, "", words("dry.departed", departed));
    }
    VisitWindow visit = applicant.person().window();
    if (visit != null && clock.isOver(visit)) {
      return Outcome.of(
          applicant.row().ref(), RowEnding.SKIPPED_OVER, "", clock.overInWords(visit));
    }
    PhotoFile file = applicant.photo();
    Finding problem = applicant.photoProblem();
    if (problem != null) {
      Outcome outcome = rejected(applicant, problem.code(), problem.reason());
      return file == null ? outcome : outcome.withPhoto(file.path());
    }
    if (file == null) {
      return lacksPhoto(applicant, settings)
          ? rejected(
              applicant, "PHOTO_NOT_FOUND", FailureOutcomes.noPhoto(applicant.person().kind()))
          : valid(applicant);
    }
    PhotoExamination examined = engine.examine(file, settings.photoLimits());
    PhotoRefusal refused = examined.refusal();
    if (refused != null) {
      return rejected(applicant, refused.code(), refused.reason()).withPhoto(file.path());
    }
    return FaceNotes.alone(valid(applicant).withPhoto(file.path()), examined.findings());
  }

  /** Whether the row is rejected for its photo before the photo is looked at. */
  static boolean lacksPhoto(CheckedRow applicant, ImportSettings settings) {
    boolean staffMayLackIt =
        settings.policies().allowNoPhoto() || settings.policies().onExisting() == OnExisting.UPDATE;
    boolean needed = settings.type() == Person.GUEST || !staffMayLackIt;
    return applicant.photoProblem() != null || (applicant.photo() == null && needed);
  }

  private static Outcome valid(CheckedRow applicant) {
    return Outcome.of(applicant.row().ref(), RowEnding.VALID, "", words("dry.fit"));
  }

  private static Outcome rejected(CheckedRow applicant, String code, String reason) {
    return Outcome.of(applicant.row().ref(), RowEnding.REJECTED_PHOTO, code, reason);
  }
}
