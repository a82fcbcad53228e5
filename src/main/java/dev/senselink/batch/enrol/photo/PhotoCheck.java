package dev.senselink.batch.enrol.photo;

import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.enrol.row.Ends;
import dev.senselink.batch.enrol.row.EnrolSettings;
import dev.senselink.batch.ledger.Verdicts;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.roster.RowRef;

/**
 * Judges photos as an import would, without anybody they belong to: prepared here, then looked at
 * by the server. Nothing on the server changes. Safe between threads.
 */
public final class PhotoCheck {
  private final PhotoDesk desk;

  /**
   * @param verdicts what was judged before, and where new judgements are kept
   */
  public PhotoCheck(
      Server server,
      Verdicts verdicts,
      PhotoEngine engine,
      PhotoLimits limits,
      EnrolSettings.Quality quality) {
    this.desk = new PhotoDesk(server, verdicts, engine, limits, quality);
  }

  /**
   * One photo.
   *
   * @param ref its place among all
   */
  public Outcome work(RowRef ref, PhotoFile file) {
    Ends photo =
        (ending, code, reason) -> Outcome.of(ref, ending, code, reason).withPhoto(file.path());
    PhotoDesk.Result result = desk.ready(photo, file);
    if (result.refusal() != null) {
      return result.refusal();
    }
    Outcome valid = photo.end(Ending.VALID, "", "");
    return PhotoDesk.noted(valid, result.qaCode());
  }
}
