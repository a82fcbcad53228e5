package dev.senselink.batch.job;

import dev.senselink.batch.check.Applicant;
import dev.senselink.batch.check.Finding;
import dev.senselink.batch.enrol.EnrolSettings.OnExisting;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.Prepared;
import dev.senselink.batch.photo.Refused;

/** What can be said of a row without a server: its photo is there and can be prepared. */
final class OfflineCheck {
  private final ImportSettings settings;
  private final PhotoEngine engine;

  OfflineCheck(ImportSettings settings, PhotoEngine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  Outcome work(Applicant applicant) {
    PhotoFile file = applicant.photo();
    Finding problem = applicant.photoProblem();
    if (problem != null) {
      Outcome outcome = rejected(applicant, problem.code(), problem.reason());
      return file == null ? outcome : outcome.withPhoto(file.path());
    }
    if (file == null) {
      return photoNeeded()
          ? rejected(
              applicant,
              "PHOTO_NOT_FOUND",
              "no photo is named and none is found by job number, mobile or name; add one, or say"
                  + " --allow-no-photo")
          : valid(applicant);
    }
    Prepared prepared = engine.prepare(file, settings.photoLimits());
    if (prepared instanceof Refused refused) {
      return rejected(applicant, refused.code(), refused.reason()).withPhoto(file.path());
    }
    return valid(applicant).withPhoto(file.path());
  }

  private boolean photoNeeded() {
    return !settings.policies().allowNoPhoto()
        && settings.policies().onExisting() != OnExisting.UPDATE;
  }

  private static Outcome valid(Applicant applicant) {
    return Outcome.of(applicant.row().ref(), Ending.VALID, "", "fit to be sent");
  }

  private static Outcome rejected(Applicant applicant, String code, String reason) {
    return Outcome.of(applicant.row().ref(), Ending.REJECTED_PHOTO, code, reason);
  }
}
