package dev.senselink.batch.simulation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One life of the machine in a played history.
 *
 * @param other whether it imported another roster than the history, or a part of its roster
 * @param rowsRead how many rows its roster has
 * @param exit what the shell would have been told; -1 if the machine died
 * @param trouble what ended it where the exit code is 1, null otherwise
 * @param rows what the report says, empty where there is none
 * @param summary the counts of the report
 * @param words what was said last
 */
record PlayedLife(
    int number,
    Stage stage,
    boolean other,
    int rowsRead,
    long beganAt,
    long endedAt,
    int exit,
    @Nullable Throwable trouble,
    List<ToldRow> rows,
    Map<String, @Nullable Object> summary,
    String words) {
  /** What the life was for. */
  enum Stage {
    /** The roster of days before. */
    EARLIER,
    /** What the history would change is written down. */
    PLAN,
    /** The roster as it is when it is cut off. */
    CUT,
    /** The history itself. */
    STORMY,
    /** What people decided about the conflicts of the history. */
    RESOLVE,
    EXPORT,
    RESTORE,
    /** What the history has done is taken back. */
    UNDO,
    /** Once all is quiet. */
    QUIET,
    /** Once more. */
    AGAIN,
    /** A list that names those again who had left. */
    RETURN,
    /** The list of today, long after those had left whom it names no more. */
    LATE
  }

  boolean died() {
    return exit < 0;
  }

  /** Whether it came to the end of its rows. */
  boolean ended() {
    return exit == 0 || exit == 3;
  }
}
