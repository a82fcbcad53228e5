package dev.senselink.batch.enrol.row;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;

/** Whatever is at work and can come to an end: a row, or a photo alone. */
public interface OutcomeFactory {
  /**
   * The outcome.
   *
   * @param code the API code, qa_code or word that decided, {@code ""} where all is well
   * @param reason what happened and what to do, {@code ""} where all is well
   */
  Outcome end(RowEnding ending, String code, String reason);
}
