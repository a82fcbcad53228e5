package dev.senselink.batch.enrol.write;

import dev.senselink.batch.ledger.Ledger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a guest is listed as a write has left them, told by the times alone: also long after the
 * write, and by another process than that which wrote.
 *
 * <p>An answer tells its time in another zone than the list (NOTES 37). How far they are apart is
 * learnt from guests who were seen listed right after a write; nothing else proves it, as whoever
 * changes a guest later may do so a whole number of quarters of an hour later.
 */
public final class AnswerTimes {
  /** More than one zone where the clocks are changed twice a year. */
  private static final int PAIRS = 200;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final long QUARTER = 900;

  /** The manual's own sample is a second apart (NOTES 37). */
  private static final long SLACK = 2;

  private final Set<Long> zones = new HashSet<>();

  /** What the ledger knows of them by now. */
  public AnswerTimes(Ledger ledger) {
    ledger
        .guests()
        .lastListed(PAIRS)
        .forEach(guest -> zone(guest.writtenAt(), guest.listedAt()).ifPresent(zones::add));
  }

  /** Whether the time of an answer tells anything: how far it is from the list's is known. */
  public boolean tell(String answered) {
    return !zones.isEmpty() && seconds(answered, answered).isPresent();
  }

  /** Whether both are the time of one write; false where that is not known. */
  public boolean areOne(String answered, String listed) {
    return zone(answered, listed).filter(zones::contains).isPresent();
  }

  /** Whether they may be, in whatever zones; also where one of them is not told. */
  static boolean mayBeOne(String answered, String listed) {
    return seconds(answered, listed).map(AnswerTimes::isZone).orElse(true);
  }

  /**
   * Whether two listed times are of two changes. A server that is put into another zone meanwhile
   * lists the old one anew.
   */
  static boolean differ(String before, String now) {
    return !before.equals(now)
        && seconds(before, now).map(apart -> apart % QUARTER != 0).orElse(true);
  }

  /**
   * By how many quarters of an hour they are apart; empty where they are not times of one write.
   */
  private static Optional<Long> zone(String answered, String listed) {
    return seconds(answered, listed)
        .filter(AnswerTimes::isZone)
        .map(apart -> Math.floorDiv(apart + SLACK, QUARTER));
  }

  private static boolean isZone(long apart) {
    return Math.floorMod(apart + SLACK, QUARTER) <= 2 * SLACK;
  }

  private static Optional<Long> seconds(String answered, String listed) {
    try {
      LocalDateTime one = LocalDateTime.parse(answered, TIME);
      return Optional.of(Duration.between(one, LocalDateTime.parse(listed, TIME)).toSeconds());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
