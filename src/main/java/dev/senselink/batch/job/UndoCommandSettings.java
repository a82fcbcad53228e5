package dev.senselink.batch.job;

import dev.senselink.batch.enrol.row.EnrolmentSettings;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Accepted;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.photo.PhotoLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an undo is to do.
 *
 * @param run the run to be undone
 * @param only what of it
 * @param period when what is put back was written
 * @param alsoNamedLater whether whom the run has made is deleted although a later import names them
 * @param mostDeletions delete no more people than that
 * @param yes whether nobody has to be asked
 * @param photoLimits a photo within them is sent as it is
 * @param report where the report goes
 * @param next what to run after it
 */
public record UndoCommandSettings(
    String run,
    Set<BeforeImage.Kind> only,
    Period period,
    boolean alsoNamedLater,
    int mostDeletions,
    boolean yes,
    PhotoLimits photoLimits,
    ReportPlace report,
    FollowUpCommand next) {
  /** The command's words joined by {@code -}. */
  public static final String COMMAND = "undo";

  public UndoCommandSettings {
    only = Set.copyOf(only);
  }

  /**
   * A part of a run's time.
   *
   * @param from the first moment; {@code null} for the run's own
   * @param before the moment after the last; {@code null} for the run's end
   */
  public record Period(@Nullable Instant from, @Nullable Instant before) {
    /** All of a run's time. */
    public static final Period WHOLE = new Period(null, null);

    private static final String BETWEEN = "/";
    private static final String TO_ITS_END = "end";

    /** Whether it leaves nothing out. */
    public boolean isWhole() {
      return from == null && before == null;
    }

    /** Whether an undo whose identity this is went to the end of its run. */
    public static boolean reachesEnd(String identity) {
      return !identity.contains(BETWEEN) || identity.endsWith(BETWEEN + TO_ITS_END);
    }

    @Override
    public String toString() {
      return isWhole() ? "" : from + BETWEEN + (before == null ? TO_ITS_END : before);
    }
  }

  /** Whether all that the run did is to be undone. */
  public boolean isWhole() {
    return period.isWhole() && only.size() == BeforeImage.Kind.values().length;
  }

  /**
   * The policies as the enrolment takes them: photos have been on the server before, and nobody is
   * forced.
   *
   * @param timeout how long the server may be at work on a request after its answer was lost
   * @param dryRun whether nothing is changed on the server
   */
  public EnrolmentSettings enrolment(Duration timeout, boolean dryRun) {
    return new EnrolmentSettings(
        OnSimilar.REVIEW,
        OnExisting.UPDATE,
        null,
        true,
        false,
        List.of(),
        photoLimits,
        timeout,
        dryRun,
        false,
        false,
        Accepted.NOTHING);
  }
}
