package dev.senselink.batch.job;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.row.EnrolmentSettings;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Accepted;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Quality;
import dev.senselink.batch.photo.PhotoLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code resolve} is to do.
 *
 * @param conflicts the file with the decisions
 * @param roster the roster of today, whose rows have to be those decided about; {@code null} for
 *     not comparing
 * @param photos a folder or zip; {@code null} for the run's own
 * @param groups group names or ids joined by commas for created rows that name none, {@code none},
 *     or {@code null} for those of the import
 * @param accepted what a user has looked at, and goes on with
 * @param password of the encrypted zip that was restored; empty for none
 * @param report where the report goes
 * @param next what to run after it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ResolveSettings(
    Path conflicts,
    @Nullable Path roster,
    @Nullable Path photos,
    PhotoLimits photoLimits,
    Quality quality,
    boolean allowNoPhoto,
    boolean eraseUnknownIdNumber,
    Accepted accepted,
    @Nullable String groups,
    char[] password,
    ReportPlace report,
    FollowUpCommand next) {
  public static final String COMMAND = "resolve";

  /**
   * The policies as the enrolment takes them: whatever nobody has decided is for review.
   *
   * @param timeout how long the server may be at work on a request after its answer was lost
   * @param defaultGroups ids for created rows that name no group
   * @param withoutPhoto whether the import already allowed staff to have none
   */
  public EnrolmentSettings enrolment(
      Duration timeout, List<Long> defaultGroups, boolean withoutPhoto) {
    return new EnrolmentSettings(
        OnSimilar.REVIEW,
        OnExisting.SKIP,
        quality,
        allowNoPhoto || withoutPhoto,
        eraseUnknownIdNumber,
        defaultGroups,
        photoLimits,
        timeout,
        false,
        false,
        true,
        accepted);
  }

  /** The same for people of a backup, whose photos a server has taken before. */
  public EnrolmentSettings ofBackup(int type, Duration timeout) {
    return new EnrolmentSettings(
        OnSimilar.REVIEW,
        OnExisting.SKIP,
        null,
        type == Person.STAFF,
        eraseUnknownIdNumber,
        List.of(),
        photoLimits,
        timeout,
        false,
        false,
        true,
        accepted);
  }
}
