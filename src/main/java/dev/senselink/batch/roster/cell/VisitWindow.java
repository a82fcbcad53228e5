package dev.senselink.batch.roster.cell;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A visit, in the server's local time as the cells say it.
 *
 * @param from the first second
 * @param to the last second, later than {@code from}
 */
public record VisitWindow(LocalDateTime from, LocalDateTime to) {
  private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

  public VisitWindow {
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException("a visit ends after it begins");
    }
  }

  /** The moment a cell says for the beginning; a date alone is its first second. Null if none. */
  public static @Nullable LocalDateTime from(String text, @Nullable String dateFormat) {
    return CellDate.parseMoment(text, dateFormat, LocalTime.MIDNIGHT);
  }

  /** The moment a cell says for the end; a date alone is its last second. Null if none. */
  public static @Nullable LocalDateTime to(String text, @Nullable String dateFormat) {
    return CellDate.parseMoment(text, dateFormat, LAST_SECOND);
  }

  /** The beginning as {@code yyyy-MM-dd HH:mm:ss} (manual 6.3.4). */
  public String fromText() {
    return WIRE.format(from);
  }

  /** The end as {@code yyyy-MM-dd HH:mm:ss} (manual 6.3.4). */
  public String toText() {
    return WIRE.format(to);
  }
}
