package dev.senselink.batch.photo.face;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.FaceBox;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.Framing;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.PreparationResult;

/** Head and shoulders of a photo, cut out because a person wants it so, however large the face. */
public final class PortraitCut {
  private PortraitCut() {}

  /**
   * What of a photo to show.
   *
   * @param whole how it is turned
   * @throws PhotoRefusedException if it cannot be read, or not one upright face is in it
   */
  public static Framing of(PhotoEngine engine, PhotoFile source, PhotoLimits limits, Framing whole)
      throws PhotoRefusedException {
    PreparationResult prepared = engine.withoutLook().prepare(source, limits.framed(whole));
    if (prepared instanceof PhotoRefusal refusal) {
      throw new PhotoRefusedException(refusal);
    }
    Photo photo = (Photo) prepared;
    FaceFindings seen;
    try {
      seen = FaceCheck.open(FaceLimits.standard()).look(photo);
    } catch (EngineMissingException e) {
      throw PhotoRefusedException.unreadable(words("face.cutMissing", e.why()));
    }
    if (seen == null || !seen.code().isEmpty()) {
      String code = seen == null ? FaceFindings.NO_FACE : seen.code();
      throw new PhotoRefusedException(new PhotoRefusal(code, words("face.cut." + code)));
    }
    FaceBox part = FacePortrait.around(seen.faces().get(0), photo.width(), photo.height());
    return whole.cut(part);
  }
}
