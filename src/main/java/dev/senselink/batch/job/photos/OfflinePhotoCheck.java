package dev.senselink.batch.job.photos;

import dev.senselink.batch.enrol.row.FaceNotes;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoExamination;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.roster.RowReference;

/** What can be said of a photo without a server. */
final class OfflinePhotoCheck {
  private final PhotoEngine engine;
  private final PhotoLimits limits;

  OfflinePhotoCheck(PhotoEngine engine, PhotoLimits limits) {
    this.engine = engine;
    this.limits = limits;
  }

  Outcome work(RowReference ref, PhotoFile file) {
    PhotoExamination examined = engine.examine(file, limits);
    PhotoRefusal refused = examined.refusal();
    if (refused != null) {
      return Outcome.of(ref, RowEnding.REJECTED_PHOTO, refused.code(), refused.reason())
          .withPhoto(file.path());
    }
    return FaceNotes.alone(
        Outcome.of(ref, RowEnding.VALID, "", "").withPhoto(file.path()), examined.findings());
  }
}
