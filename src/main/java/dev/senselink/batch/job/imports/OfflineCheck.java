package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.Applicant;
import dev.senselink.batch.check.Finding;
import dev.senselink.batch.enrol.row.EnrolSettings.OnExisting;
import dev.senselink.batch.enrol.row.Failures;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.Prepared;
import dev.senselink.batch.photo.Refused;
import dev.senselink.batch.roster.cell.CellWindow;

/** What can be said of a row without a server: its photo is there and can be prepared. */
final class OfflineCheck {
  private final ImportSettings settings;
  private final PhotoEngine engine;
  private final VisitClock clock;

  OfflineCheck(ImportSettings settings, PhotoEngine engine, VisitClock clock) {
    this.settings = settings;
    this.engine = engine;
    this.clock = clock;
  }

  Outcome work(Applicant applicant) {
    CellWindow visit = applicant.person().window();
    if (visit != null && clock.isOver(visit)) {
      return Outcome.of(applicant.row().ref(), Ending.SKIPPED_OVER, "", clock.overInWords(visit));
    }
    PhotoFile file = applicant.photo();
    Finding problem = applicant.photoProblem();
    if (problem != null) {
      Outcome outcome = rejected(applicant, problem.code(), problem.reason());
      return file == null ? outcome : outcome.withPhoto(file.path());
    }
    if (file == null) {
      return photoNeeded()
          ? rejected(applicant, "PHOTO_NOT_FOUND", Failures.noPhoto(applicant.person().kind()))
          : valid(applicant);
    }
    Prepared prepared = engine.prepare(file, settings.photoLimits());
    if (prepared instanceof Refused refused) {
      return rejected(applicant, refused.code(), refused.reason()).withPhoto(file.path());
    }
    return valid(applicant).withPhoto(file.path());
  }

  private boolean photoNeeded() {
    boolean staffMayLackIt =
        settings.policies().allowNoPhoto() || settings.policies().onExisting() == OnExisting.UPDATE;
    return settings.type() == Person.GUEST || !staffMayLackIt;
  }

  private static Outcome valid(Applicant applicant) {
    return Outcome.of(applicant.row().ref(), Ending.VALID, "", words("dry.fit"));
  }

  private static Outcome rejected(Applicant applicant, String code, String reason) {
    return Outcome.of(applicant.row().ref(), Ending.REJECTED_PHOTO, code, reason);
  }
}
