package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.Words.words;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * A moment as an option says it: {@code yyyy-MM-dd}, {@code yyyy-MM-dd HH:mm[:ss]} in the server's
 * zone, or ISO 8601 with offset. A date alone is its first or last second.
 */
final class Moment {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]");

  private Moment() {}

  /**
   * The moment from which on something is wanted.
   *
   * @throws UsageException if it is none
   */
  static Instant first(String text, ZoneId zone, String option) {
    return isDate(text)
        ? date(text, option).atStartOfDay(zone).toInstant()
        : at(text, zone, option);
  }

  /** The moment up to which, itself included, something is wanted. */
  static Instant last(String text, ZoneId zone, String option) {
    return isDate(text)
        ? date(text, option).plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1)
        : at(text, zone, option);
  }

  private static boolean isDate(String text) {
    return DATE.matcher(text).matches();
  }

  private static LocalDate date(String text, String option) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw none(text, option);
    }
  }

  private static Instant at(String text, ZoneId zone, String option) {
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw none(text, option);
    }
  }

  private static UsageException none(String text, String option) {
    return new UsageException(words("moment.none", option, text));
  }
}
