package dev.senselink.batch.enrol.row;

import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;

/** Whatever is at work and can come to an end: a row, or a photo alone. */
public interface Ends {
  /**
   * The outcome.
   *
   * @param code the API code, qa_code or word that decided, {@code ""} where all is well
   * @param reason what happened and what to do, {@code ""} where all is well
   */
  Outcome end(Ending ending, String code, String reason);
}
