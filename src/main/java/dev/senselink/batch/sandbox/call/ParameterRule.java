package dev.senselink.batch.sandbox.call;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One parameter of an operation as the manual's tables print it: may it be absent, may it be empty,
 * how long may it be, what may stand in it.
 */
public record ParameterRule(String name, Kind kind, boolean required, boolean mayBeEmpty, int max) {
  public static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final int MAX_IDS = 2_000;

  /** What may stand in a field. */
  enum Kind {
    TEXT,
    NUMBER,
    ZERO_OR_ONE,
    ONE_OR_TWO,
    IDS,
    DATE,
    MOMENT,
    FILE
  }

  static ParameterRule text(String name, int max) {
    return new ParameterRule(name, Kind.TEXT, false, true, max);
  }

  static ParameterRule number(String name) {
    return new ParameterRule(name, Kind.NUMBER, false, false, 0);
  }

  static ParameterRule of(String name, Kind kind) {
    return new ParameterRule(name, kind, false, kind == Kind.IDS || kind == Kind.DATE, 0);
  }

  ParameterRule asRequired() {
    return new ParameterRule(name, kind, true, mayBeEmpty, max);
  }

  ParameterRule asFilled() {
    return new ParameterRule(name, kind, required, false, max);
  }

  /** Throws a {@link CallRefusedException} unless the value is one the manual allows here. */
  void check(String value) {
    if (value.isEmpty()) {
      if (!mayBeEmpty) {
        throw CallRefusedException.invalid(name + " is empty");
      }
      return;
    }
    if (!fits(value)) {
      throw CallRefusedException.invalid(name + " is not valid");
    }
  }

  private boolean fits(String value) {
    return switch (kind) {
      case TEXT -> value.codePointCount(0, value.length()) <= max;
      case NUMBER -> NUMBER.matcher(value).matches();
      case ZERO_OR_ONE -> value.equals("0") || value.equals("1");
      case ONE_OR_TWO -> value.equals("1") || value.equals("2");
      case IDS -> areIds(value);
      case DATE -> isDate(value);
      case MOMENT -> isMoment(value);
      case FILE -> false;
    };
  }

  private static boolean areIds(String value) {
    List<String> ids = Arrays.asList(value.split(",", -1));
    return ids.size() <= MAX_IDS && ids.stream().allMatch(id -> NUMBER.matcher(id).matches());
  }

  private static boolean isDate(String value) {
    try {
      return DATE.matcher(value).matches() && !paddedDate(value).isEmpty();
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The date as the server's list shows it: 2018-8-1 comes back as 2018-08-01. */
  public static String paddedDate(String value) {
    Matcher parts = DATE.matcher(value);
    if (!parts.matches()) {
      return value;
    }
    int year = Integer.parseInt(parts.group(1));
    int month = Integer.parseInt(parts.group(2));
    return LocalDate.of(year, month, Integer.parseInt(parts.group(3))).toString();
  }

  private static boolean isMoment(String value) {
    try {
      return LocalDateTime.parse(value, MOMENT).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
