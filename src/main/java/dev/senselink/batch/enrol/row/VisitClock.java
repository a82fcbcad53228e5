package dev.senselink.batch.enrol.row;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.roster.cell.VisitWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/**
 * Tells whether visits are over: their windows are in the server's own time, and so is the clock
 * that they are held against. Safe between threads.
 */
public final class VisitClock {
  private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /** Where it is the latest, and the earliest. */
  private static final ZoneOffset EAST = ZoneOffset.ofHours(14);

  private static final ZoneOffset WEST = ZoneOffset.ofHours(-12);

  private final ZoneId zone;
  private final Supplier<Instant> now;

  /**
   * @param zone the server's time zone
   * @param now the server's clock; offline this machine's
   */
  public VisitClock(ZoneId zone, Supplier<Instant> now) {
    this.zone = zone;
    this.now = now;
  }

  /** Whether the last second of the window has passed. */
  public boolean isOver(VisitWindow window) {
    return window.to().atZone(zone).toInstant().isBefore(now.get());
  }

  /** Why a row whose visit is over is skipped, in words. */
  public String overInWords(VisitWindow window) {
    return words("visit.over", window.toText(), zone);
  }

  /** The zone that windows are in now. */
  public ZoneId zone() {
    return zone;
  }

  /**
   * The latest wall time that has been anywhere so long ago: a visit that ends later is over in no
   * zone.
   *
   * @return {@code yyyy-MM-dd HH:mm:ss}
   */
  public String latestAgo(Duration time) {
    return WIRE.format(now.get().minus(time).atOffset(EAST));
  }

  /**
   * Whether a visit has ended so long ago in the zone in which it was sent; if that is not known,
   * whether it has in every zone.
   *
   * @param to the window's last second as sent
   * @param sentIn the zone's id, {@code ""} if not known
   */
  public boolean isOver(String to, String sentIn, Duration ago) {
    ZoneId where = sentIn.isEmpty() ? WEST : ZoneId.of(sentIn);
    return isOverIn(where, to, ago);
  }

  /** Whether it has in the zone that windows are in now, and was sent in one of other hours. */
  public boolean isOverByAnotherZone(String to, String sentIn, Duration ago) {
    LocalDateTime end = LocalDateTime.parse(to, WIRE);
    return !sentIn.isEmpty()
        && !end.atZone(ZoneId.of(sentIn)).toInstant().equals(end.atZone(zone).toInstant())
        && (isOverIn(zone, to, ago) || isOver(to, sentIn, ago));
  }

  private boolean isOverIn(ZoneId where, String to, Duration ago) {
    Instant end = LocalDateTime.parse(to, WIRE).atZone(where).toInstant();
    return end.isBefore(now.get().minus(ago));
  }
}
