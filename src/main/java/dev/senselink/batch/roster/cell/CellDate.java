package dev.senselink.batch.roster.cell;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a date: {@code y-M-d}, {@code y/M/d}, {@code y.M.d}, {@code yyyyMMdd}, {@code y年M月d日},
 * or the pattern the user gave; without one also {@code d.M.y} and {@code M/d/y} where only one of
 * the two numbers can be a month. Years have four digits. Never converted between zones.
 */
public final class CellDate {
  private static final Pattern SEPARATED =
      Pattern.compile("([0-9]{4})([-/.])([0-9]{1,2})\\2([0-9]{1,2})");
  private static final Pattern YEAR_LAST =
      Pattern.compile("([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4})");
  private static final Pattern PLAIN = Pattern.compile("([0-9]{4})()([0-9]{2})([0-9]{2})");
  private static final Pattern CHINESE =
      Pattern.compile("([0-9]{4})()\\s*年\\s*([0-9]{1,2})\\s*月\\s*([0-9]{1,2})\\s*日");
  private static final Pattern WITH_TIME =
      Pattern.compile(
          "(.*?)(?:\\s+|(?<=日))([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\\s*([AaPp])\\.?[Mm]\\.?)?");
  private static final Pattern TIME_LETTERS = Pattern.compile("[hHKkmsSAnNaBVvzOXxZ]");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");

  /** By pattern: one is made for a list and not for each of its cells. */
  private static final Map<String, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();

  private static final int MONTHS = 12;
  private static final int HOURS_OF_HALF = 12;
  private static final int NO_HOUR = -1;

  private CellDate() {}

  /** The date, or null if the text is none. */
  public static @Nullable LocalDate parse(String text, @Nullable String dateFormat) {
    if (dateFormat != null) {
      try {
        return LocalDate.parse(text, FORMATTERS.computeIfAbsent(dateFormat, CellDate::formatter));
      } catch (DateTimeParseException notThisForm) {
        return ownForms(text);
      }
    }
    LocalDate date = ownForms(text);
    return date == null ? unmistakable(text) : date;
  }

  /** Day and month in either order, where one of them is above 12 and the other is not. */
  private static @Nullable LocalDate unmistakable(String text) {
    Matcher parts = YEAR_LAST.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    int first = number(parts.group(1));
    int second = number(parts.group(3));
    if ((first > MONTHS) == (second > MONTHS)) {
      return null;
    }
    try {
      return LocalDate.of(number(parts.group(4)), Math.min(first, second), Math.max(first, second));
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  /**
   * The moment, or null if the text is none.
   *
   * @param timeOfBareDate the time of day of a text that says only a date
   */
  static @Nullable LocalDateTime parseMoment(
      String text, @Nullable String dateFormat, LocalTime timeOfBareDate) {
    Matcher split = WITH_TIME.matcher(text);
    if (!split.matches()) {
      LocalDate date = parse(text, dateFormat);
      return date == null ? null : date.atTime(timeOfBareDate);
    }
    LocalDate date = parse(split.group(1), dateFormat);
    if (date == null) {
      return null;
    }
    String seconds = split.group(4) == null ? "0" : split.group(4);
    try {
      int hour = hour(number(split.group(2)), split.group(5));
      return date.atTime(hour, number(split.group(3)), number(seconds));
    } catch (DateTimeException noSuchTime) {
      return null;
    }
  }

  /**
   * The hour of a day; {@link #NO_HOUR} for 13 PM.
   *
   * @param half a letter of AM or PM, null where the hour is of 24
   */
  private static int hour(int said, @Nullable String half) {
    if (half == null) {
      return said;
    }
    if (said < 1 || said > HOURS_OF_HALF) {
      return NO_HOUR;
    }
    return said % HOURS_OF_HALF + (half.equalsIgnoreCase("p") ? HOURS_OF_HALF : 0);
  }

  /** The text without the time of day behind it. */
  static String withoutTime(String text) {
    Matcher split = WITH_TIME.matcher(text);
    return split.matches() ? split.group(1) : text;
  }

  /** Whether it is a date whose year stands first, which every pattern leaves as it is. */
  static boolean isOwnForm(String text) {
    return ownForms(text) != null;
  }

  /** The day of a text that may also say a time of day, or null if it is none. */
  public static @Nullable LocalDate day(String text, @Nullable String dateFormat) {
    LocalDateTime moment = parseMoment(text, dateFormat, LocalTime.MIDNIGHT);
    return moment == null ? null : moment.toLocalDate();
  }

  /** What is wrong with a pattern of {@code --date-format}; empty if nothing is. */
  public static Optional<String> problem(String dateFormat) {
    String letters = QUOTED.matcher(dateFormat).replaceAll("");
    if (TIME_LETTERS.matcher(letters).find()) {
      return Optional.of(words("option.dateFormat.time", dateFormat));
    }
    if (letters.matches(".*(?<![yu])(yy|uu)(?![yu]).*")) {
      return Optional.of(words("option.dateFormat.century", dateFormat));
    }
    try {
      LocalDate day = LocalDate.of(2023, 12, 31);
      DateTimeFormatter formatter = formatter(dateFormat);
      if (day.equals(LocalDate.parse(formatter.format(day), formatter))) {
        return Optional.empty();
      }
    } catch (IllegalArgumentException | DateTimeException unusable) {
      // Told below, in the same words: the pattern does not make a date.
    }
    return Optional.of(words("option.dateFormat.pattern", dateFormat));
  }

  private static @Nullable LocalDate ownForms(String text) {
    for (Pattern form : new Pattern[] {SEPARATED, PLAIN, CHINESE}) {
      Matcher parts = form.matcher(text);
      if (parts.matches()) {
        try {
          return LocalDate.of(
              number(parts.group(1)), number(parts.group(3)), number(parts.group(4)));
        } catch (DateTimeException noSuchDay) {
          return null;
        }
      }
    }
    return null;
  }

  private static DateTimeFormatter formatter(String dateFormat) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(dateFormat)
        .parseDefaulting(ChronoField.ERA, IsoEra.CE.getValue())
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
