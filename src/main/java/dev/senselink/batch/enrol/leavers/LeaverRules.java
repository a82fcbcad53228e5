package dev.senselink.batch.enrol.leavers;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of people whom a list names no more, and when they are all left alone.
 *
 * @param maxShrink by how many hundredths a list may shrink
 * @param most more people than that are left alone
 * @param grace how long somebody is missing before anything is done
 * @param absentFor how long ago somebody was taken out of their groups before they are deleted
 * @param kept keys and ids of people who are never leavers, as they were written
 * @param keptGroups groups whose people are never leavers
 * @param departments whoever is in one of these without being in the roster is told, too
 * @param groups the same for groups
 * @param rosterIsCut whether the roster's file looks cut off, so that nobody is missing by it
 */
public record LeaverRules(
    Action action,
    double maxShrink,
    Most most,
    Duration grace,
    Duration absentFor,
    List<String> kept,
    List<Long> keptGroups,
    List<Long> departments,
    List<Long> groups,
    boolean rosterIsCut) {
  public LeaverRules {
    kept = List.copyOf(kept);
    keptGroups = List.copyOf(keptGroups);
    departments = List.copyOf(departments);
    groups = List.copyOf(groups);
  }

  /** What is done to them. */
  public enum Action {
    /** They are named. */
    REPORT,
    /** They are taken out of every group. */
    REVOKE,
    /** The same, and who was taken out long ago is deleted. */
    DELETE
  }

  /** Whether somebody is missing for long enough. */
  boolean isDue(@Nullable Instant missingSince, Instant now) {
    // The server's clock is known to a second only, and may seem to go back meanwhile.
    return missingSince == null || grace.isZero() || !now.isBefore(missingSince.plus(grace));
  }

  /** The day on which they are. */
  String dueDay(@Nullable Instant missingSince) {
    return missingSince == null ? "" : day(missingSince.plus(grace));
  }

  /** A day as messages write it. */
  static String day(Instant moment) {
    return moment.atZone(ZoneId.systemDefault()).toLocalDate().toString();
  }

  /**
   * A number of people, or a share of a list.
   *
   * @param standard the number is what is taken where nothing is said
   */
  public record Most(double number, boolean percent, boolean standard) {
    /** Fewer than that are never too many, where nothing is said. */
    private static final int FEW = 5;

    /** Five in a hundred. */
    public static final Most STANDARD = new Most(5, true, true);

    /** How many people of a list of this size; never more than half of them. */
    long of(long members) {
      double wanted = percent ? members * number / 100 : number;
      double most = standard ? Math.max(FEW, wanted) : wanted;
      return (long) Math.floor(Math.min(most, members / 2.0));
    }
  }
}
