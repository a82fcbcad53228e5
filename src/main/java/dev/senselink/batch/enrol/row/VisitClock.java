package dev.senselink.batch.enrol.row;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.roster.cell.VisitWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/**
 * Tells whether visits are over: their windows are in the server's own time, and so is the clock
 * that they are held against. Safe between threads.
 */
public final class VisitClock {
  private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

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

  /** The moment so long ago in the server's own time, {@code yyyy-MM-dd HH:mm:ss}. */
  public String ago(Duration time) {
    return WIRE.format(now.get().minus(time).atZone(zone));
  }
}
