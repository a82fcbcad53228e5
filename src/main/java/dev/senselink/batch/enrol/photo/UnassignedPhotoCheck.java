package dev.senselink.batch.enrol.photo;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.enrol.row.EnrolmentSettings;
import dev.senselink.batch.enrol.row.OutcomeFactory;
import dev.senselink.batch.ledger.VerdictStore;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.roster.RowReference;

/**
 * Judges photos as an import would, without anybody they belong to: prepared here, then looked at
 * by the server. Nothing on the server changes. Safe between threads.
 */
public final class UnassignedPhotoCheck {
  private final PhotoVerification desk;

  /**
   * @param verdicts what was judged before, and where new judgements are kept
   */
  public UnassignedPhotoCheck(
      RetryingClient server,
      VerdictStore verdicts,
      PhotoEngine engine,
      PhotoLimits limits,
      EnrolmentSettings.Quality quality) {
    this.desk = new PhotoVerification(server, verdicts, engine, limits, quality);
  }

  /**
   * One photo.
   *
   * @param ref its place among all
   */
  public Outcome work(RowReference ref, PhotoFile file) {
    OutcomeFactory photo =
        (ending, code, reason) -> Outcome.of(ref, ending, code, reason).withPhoto(file.path());
    PhotoVerification.Result result = desk.ready(photo, file);
    if (result.refusal() != null) {
      return result.refusal();
    }
    Outcome valid = photo.end(RowEnding.VALID, "", "");
    return PhotoVerification.noted(valid, result.qaCode());
  }
}
