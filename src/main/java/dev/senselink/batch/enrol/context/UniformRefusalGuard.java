package dev.senselink.batch.enrol.context;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.ErrorCodes;
import java.util.Optional;

/**
 * Notices a run in which everything is refused for the same reason: the first rows sent all ended
 * in one and the same 30001, 30004, 620 or uncatalogued code, so the rest would too.
 */
public final class UniformRefusalGuard {
  /** So many rows refused alike, and none beside them in flight, stop the run. */
  static final int ROWS = 20;

  private final boolean withoutIdNumbers;
  private boolean over;
  private int code;
  private int rows;

  /**
   * @param withoutIdNumbers whether these are people whose ID numbers nobody can give: a server
   *     that insists on them refuses each, and what else there is to do is done all the same
   */
  public UniformRefusalGuard(boolean withoutIdNumbers) {
    this.withoutIdNumbers = withoutIdNumbers;
  }

  /**
   * A create or update was answered: with this code, or 200 when it was done.
   *
   * @return why the run is to be stopped, if it is
   */
  public synchronized Optional<String> answered(int answer) {
    if (over) {
      return Optional.empty();
    }
    if (!suspicious(answer) || (rows > 0 && answer != code)) {
      over = true;
      return Optional.empty();
    }
    code = answer;
    rows++;
    if (rows < ROWS) {
      return Optional.empty();
    }
    over = true;
    return Optional.of(
        words("watch.all", code, ErrorCodes.meaning(code), ROWS, ErrorCodes.remedy(code)));
  }

  private boolean suspicious(int code) {
    boolean parameter = code == 30001 || code == 30004;
    return (parameter && !withoutIdNumbers)
        || code == 620
        || (code != 200 && ErrorCodes.classOf(code) == ErrorCategory.UNCATALOGUED);
  }
}
