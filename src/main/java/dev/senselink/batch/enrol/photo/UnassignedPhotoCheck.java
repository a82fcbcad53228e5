package dev.senselink.batch.enrol.photo;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.enrol.row.EnrolmentSettings;
import dev.senselink.batch.enrol.row.FaceNotes;
import dev.senselink.batch.enrol.row.OutcomeFactory;
import dev.senselink.batch.ledger.VerdictStore;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.roster.RowReference;
import org.jspecify.annotations.Nullable;

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

  /** A photo that is nobody's yet. */
  private static final class Alone implements OutcomeFactory {
    private final RowReference ref;
    private final String path;
    private @Nullable FaceFindings findings;

    Alone(RowReference ref, String path) {
      this.ref = ref;
      this.path = path;
    }

    @Override
    public Outcome end(RowEnding ending, String code, String reason) {
      return FaceNotes.told(Outcome.of(ref, ending, code, reason).withPhoto(path), findings);
    }

    @Override
    public void saw(@Nullable FaceFindings seen) {
      findings = seen;
    }
  }

  /**
   * One photo.
   *
   * @param ref its place among all
   */
  public Outcome work(RowReference ref, PhotoFile file) {
    OutcomeFactory photo = new Alone(ref, file.path());
    PhotoVerification.Result result = desk.ready(photo, file);
    if (result.refusal() != null) {
      return result.refusal();
    }
    Outcome valid = photo.end(RowEnding.VALID, "", "");
    return PhotoVerification.noted(valid, result.photo(), result.qaCode());
  }
}
