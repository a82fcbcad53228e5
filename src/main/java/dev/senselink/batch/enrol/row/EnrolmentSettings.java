package dev.senselink.batch.enrol.row;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.roster.RosterColumn;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a run.
 *
 * @param onSimilar the answer to 30002
 * @param onExisting what to do with a person who is already there
 * @param quality what a failed quality check does; {@code null} where photos are sent without
 *     asking about faces or quality, since the server they come from has taken them
 * @param allowNoPhoto whether a row that names no photo and matches none is created without one
 * @param eraseUnknownIdNumber whether an update may erase an ID number only the server knows
 * @param defaultGroups ids for created rows that name no group
 * @param photoLimits the size of a prepared photo
 * @param timeout how long the server may be at work on a request after its answer was lost
 * @param dryRun nothing is created or changed
 * @param missingToBeCreated whether departments and groups that the server lacks are created; a dry
 *     run takes them for created
 * @param recheckDecisions whether rows that a person decided to skip are asked about again
 * @param accepted what a user has looked at, and goes on with
 */
public record EnrolmentSettings(
    OnSimilar onSimilar,
    OnExisting onExisting,
    @Nullable Quality quality,
    boolean allowNoPhoto,
    boolean eraseUnknownIdNumber,
    List<Long> defaultGroups,
    PhotoLimits photoLimits,
    Duration timeout,
    boolean dryRun,
    boolean missingToBeCreated,
    boolean recheckDecisions,
    Accepted accepted) {

  /**
   * What a user has looked at, and goes on with.
   *
   * @param stored the fields that the server may store otherwise than they are sent, by column
   * @param keys whether many rows may have new numbers for people who are there
   */
  public record Accepted(Set<String> stored, boolean keys) {
    public static final Accepted NOTHING = new Accepted(Set.of());

    public Accepted {
      stored = Set.copyOf(stored);
    }

    /** The fields alone. */
    public Accepted(Set<String> stored) {
      this(stored, false);
    }

    /**
     * Whether somebody made with a key of this field may be stored under another one, so that a
     * search that finds nobody proves nothing.
     */
    public boolean hides(KeyField field) {
      boolean byName = field == KeyField.MOBILE_AND_NAME;
      return stored.contains(field.column().header())
          || (byName && stored.contains(RosterColumn.NAME.header()));
    }
  }

  /** The answer to 30002. */
  public enum OnSimilar {
    REVIEW,
    SKIP,
    UPDATE,
    FORCE
  }

  /** What to do with a person who is already on the server. */
  public enum OnExisting {
    SKIP,
    UPDATE
  }

  /** What a failed quality check does. */
  public enum Quality {
    STRICT,
    WARN,
    OFF
  }

  public EnrolmentSettings {
    defaultGroups = List.copyOf(defaultGroups);
  }
}
