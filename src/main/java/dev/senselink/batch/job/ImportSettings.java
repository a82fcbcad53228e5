package dev.senselink.batch.job;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.guests.EndedGuestRemoval;
import dev.senselink.batch.enrol.row.EnrolmentSettings;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Accepted;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Quality;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.roster.ColumnMemory;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import is to do.
 *
 * @param command the command's words joined by {@code -}
 * @param roster the roster file
 * @param reading how to read it
 * @param photos a folder or zip; {@code null} for the standard place beside the roster
 * @param policies what to do with people
 * @param limits when to stop
 * @param report where the report goes
 * @param next what to run after it
 * @param ended which guests are deleted once their visits are over; {@code null} for none
 * @param list which list the roster is of; {@code null} for none
 * @param corrections the file of what is corrected in the roster; {@code null} for none
 */
public record ImportSettings(
    String command,
    Path roster,
    RosterSettings reading,
    @Nullable Path photos,
    PhotoLimits photoLimits,
    Policies policies,
    Limits limits,
    Mode mode,
    ReportPlace report,
    FollowUpCommand next,
    EndedGuestRemoval.@Nullable Rules ended,
    @Nullable RosterListSettings list,
    @Nullable Path corrections) {

  /** One that deletes nobody, of no list. */
  public ImportSettings(
      String command,
      Path roster,
      RosterSettings reading,
      @Nullable Path photos,
      PhotoLimits photoLimits,
      Policies policies,
      Limits limits,
      Mode mode,
      ReportPlace report,
      FollowUpCommand next) {
    this(
        command,
        roster,
        reading,
        photos,
        photoLimits,
        policies,
        limits,
        mode,
        report,
        next,
        null,
        null,
        null);
  }

  /** The same with its report elsewhere. */
  public ImportSettings reportingTo(ReportPlace place) {
    return with(reading, policies, place, next, list);
  }

  /** The same with other commands to run after it. */
  public ImportSettings followedBy(FollowUpCommand other) {
    return with(reading, policies, report, other, list);
  }

  /** The same of a list that was taken out of another one; as it is where that is none. */
  public ImportSettings ofPart(@Nullable ListPart part) {
    if (part == null) {
      return this;
    }
    RosterSettings there = reading.withLines(part.lines());
    return with(there, policies, report, part.following(next), list);
  }

  /**
   * The same as a plan has them: the roster is read as it was, whoever looks like somebody else is
   * never decided about, and that the list is begun was said when the plan was made.
   */
  public ImportSettings asPlanned(RosterSettings read) {
    RosterListSettings meant = list == null ? null : list.asNew();
    return with(
        read.withLines(reading.lines()).withRows(read.rows().on(reading.rows().today())),
        policies.onSimilar(OnSimilar.REVIEW),
        report,
        next,
        meant);
  }

  private ImportSettings with(
      RosterSettings read,
      Policies wished,
      ReportPlace place,
      FollowUpCommand following,
      @Nullable RosterListSettings of) {
    return new ImportSettings(
        command,
        roster,
        read,
        photos,
        photoLimits,
        wished,
        limits,
        mode,
        place,
        following,
        ended,
        of,
        corrections);
  }

  /** The same, read by this day: a leaving date after it is no leaving yet. */
  public ImportSettings on(LocalDate day) {
    return with(reading.withRows(reading.rows().on(day)), policies, report, next, list);
  }

  /** The same with the words for somebody who has left that were said of such a list before. */
  public ImportSettings remembering(ColumnMemory memory) {
    return with(memory.withLeftWhen(roster, reading), policies, report, next, list);
  }

  /** Whether whoever has left is dealt with after the rows. */
  public boolean followsLeavers() {
    return list != null && list.leavers() != null && !list.part();
  }

  /** How people are looked up. */
  public enum Lookup {
    AUTO,
    LIST,
    EACH
  }

  /**
   * What to do with people.
   *
   * @param groups group names or ids joined by commas, {@code none}, or {@code null} for the
   *     default group
   */
  public record Policies(
      OnSimilar onSimilar,
      OnExisting onExisting,
      Quality quality,
      @Nullable String groups,
      boolean createMissing,
      boolean allowNoPhoto,
      boolean recheckPhotos,
      boolean recheckDecisions,
      boolean eraseUnknownIdNumber,
      Lookup lookup,
      Accepted accepted) {
    private Policies onSimilar(OnSimilar other) {
      return new Policies(
          other,
          onExisting,
          quality,
          groups,
          createMissing,
          allowNoPhoto,
          recheckPhotos,
          recheckDecisions,
          eraseUnknownIdNumber,
          lookup,
          accepted);
    }
  }

  /**
   * When to stop.
   *
   * @param rows stop after so many rows, 0 = never
   * @param failures stop beyond so many rejected or failed rows, 0 = never
   * @param failuresArePercent whether {@code failures} is a percentage of the rows worked
   */
  public record Limits(long rows, double failures, boolean failuresArePercent) {
    public static Limits none() {
      return new Limits(0, 0, false);
    }
  }

  /** Whether to send, and how to begin. */
  public record Mode(boolean dryRun, boolean offline, boolean restart, boolean allowEmpty) {}

  /** How the server counts the people of the roster: 1 staff, 2 guest. */
  public int type() {
    return reading.kind() == RosterKind.GUESTS ? Person.GUEST : Person.STAFF;
  }

  /**
   * The policies as the enrolment takes them.
   *
   * @param timeout how long the server may be at work on a request after its answer was lost
   * @param groups ids for created rows that name no group
   */
  public EnrolmentSettings enrolment(Duration timeout, List<Long> groups) {
    return new EnrolmentSettings(
        policies.onSimilar(),
        policies.onExisting(),
        policies.quality(),
        policies.allowNoPhoto(),
        policies.eraseUnknownIdNumber(),
        groups,
        photoLimits,
        timeout,
        mode.dryRun(),
        policies.createMissing(),
        policies.recheckDecisions(),
        policies.accepted());
  }
}
