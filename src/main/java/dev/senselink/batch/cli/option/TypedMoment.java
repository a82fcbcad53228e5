package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;

/**
 * A moment as it is typed: {@code yyyy-MM-dd}, {@code yyyy-MM-dd HH:mm[:ss]}, or ISO 8601 with
 * offset. Whole seconds.
 */
public final class TypedMoment {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private TypedMoment() {}

  /**
   * The first second that is meant: of a date alone, the day's; of a time the clocks jump over, the
   * one after the jump.
   */
  public static Instant first(String text, ZoneId zone, String option) {
    if (isDate(text)) {
      return date(text, option).atStartOfDay(zone).toInstant();
    }
    return time(text, zone, option, false);
  }

  /**
   * The last second that is meant: of a date alone, the day's; of an hour that comes twice, the
   * later; of a time the clocks jump over, the one before the jump.
   */
  public static Instant last(String text, ZoneId zone, String option) {
    if (isDate(text)) {
      return date(text, option).plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
    }
    return time(text, zone, option, true);
  }

  private static boolean isDate(String text) {
    return text.strip().length() == "yyyy-MM-dd".length();
  }

  private static LocalDate date(String text, String option) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      throw notUnderstood(text, option);
    }
  }

  private static Instant time(String text, ZoneId zone, String option, boolean later) {
    String time = text.strip();
    try {
      if (time.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)") && time.length() > 16) {
        // As `date +%FT%T%z` prints it, too.
        String withColon = time.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
        return OffsetDateTime.parse(withColon.replace(' ', 'T')).toInstant();
      }
      LocalDateTime local = LocalDateTime.parse(time.replace('T', ' '), LOCAL);
      ZoneOffsetTransition change = zone.getRules().getTransition(local);
      if (change != null && change.isGap()) {
        // An hour the clocks have jumped over: what comes after it, or what came before it.
        return later ? change.getInstant().minusSeconds(1) : change.getInstant();
      }
      ZonedDateTime zoned = ZonedDateTime.of(local, zone);
      return (later ? zoned.withLaterOffsetAtOverlap() : zoned.withEarlierOffsetAtOverlap())
          .toInstant();
    } catch (DateTimeException e) {
      throw notUnderstood(text, option);
    }
  }

  private static UsageException notUnderstood(String text, String option) {
    return new UsageException(words("moment.none", option, text));
  }
}
