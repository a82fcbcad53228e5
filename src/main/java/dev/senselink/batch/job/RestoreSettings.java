package dev.senselink.batch.job;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.enrol.row.EnrolmentSettings;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Accepted;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Quality;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.roster.cell.HostCell;
import dev.senselink.batch.roster.cell.VisitWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a restore is to do.
 *
 * @param backup a folder or a zip
 * @param keys the password of an encrypted zip, the key of a seal
 * @param photoLimits a photo within them is sent as it is
 * @param quality what a failed quality check does; {@code null} where photos are not asked about
 * @param guests what the backup does not say of a guest
 * @param accepted what a user has looked at, and goes on with
 * @param report where the report goes
 * @param next what to run after it
 */
public record RestoreSettings(
    Path backup,
    BackupKeys keys,
    PhotoLimits photoLimits,
    @Nullable Quality quality,
    Guests guests,
    Accepted accepted,
    ReportPlace report,
    FollowUpCommand next) {
  /** The command's words joined by {@code -}. */
  public static final String COMMAND = "restore";

  /**
   * For guests whose visit is not in the backup.
   *
   * @param window {@code null}: such guests are not restored
   * @param host likewise
   */
  public record Guests(@Nullable VisitWindow window, @Nullable HostCell host) {}

  /**
   * The policies as the enrolment takes them: whoever is there already stays as they are.
   *
   * @param type 1 staff, 2 guest
   * @param timeout how long the server may be at work on a request after its answer was lost
   * @param plan nothing is sent
   */
  public EnrolmentSettings enrolment(int type, Duration timeout, boolean plan) {
    return new EnrolmentSettings(
        OnSimilar.REVIEW,
        OnExisting.SKIP,
        quality,
        type == Person.STAFF,
        false,
        List.of(),
        photoLimits,
        timeout,
        plan,
        plan,
        false,
        accepted);
  }
}
