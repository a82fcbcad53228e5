package dev.senselink.batch.enrol.row;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.FaceFindings;
import org.jspecify.annotations.Nullable;

/** Whatever is at work and can come to an end: a row, or a photo alone. */
public interface OutcomeFactory {
  /**
   * The outcome.
   *
   * @param code the API code, qa_code or word that decided, {@code ""} where all is well
   * @param reason what happened and what to do, {@code ""} where all is well
   */
  Outcome end(RowEnding ending, String code, String reason);

  /** What was seen in its photo on this machine; goes into every outcome from now on. */
  void saw(@Nullable FaceFindings findings);
}
