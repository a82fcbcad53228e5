package dev.senselink.batch.api;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads fields the way this server writes them: absent, null, under two names, number or text. */
public final class LenientJson {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");
  private static final long FIRST_MILLISECONDS = 100_000_000_000L;

  private LenientJson() {}

  /** The first of these fields that is there and not null. */
  public static @Nullable JsonNode first(JsonNode node, String... names) {
    for (String name : names) {
      JsonNode value = node.path(name);
      if (!value.isMissingNode() && !value.isNull()) {
        return value;
      }
    }
    return null;
  }

  /** The text, blank if there is none; numbers are printed. */
  public static String text(JsonNode node, String... names) {
    JsonNode value = first(node, names);
    return value == null ? "" : text(value);
  }

  public static String text(JsonNode value) {
    return value.isContainer() ? "" : value.asString("");
  }

  /** The number, also if it is written as text; null if there is none. */
  public static @Nullable Long wholeNumber(JsonNode node, String... names) {
    JsonNode value = first(node, names);
    return value == null ? null : wholeNumber(value);
  }

  public static @Nullable Long wholeNumber(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    return value.isString() ? wholeNumber(value.stringValue()) : null;
  }

  public static @Nullable Long wholeNumber(String value) {
    String text = value.strip();
    return WHOLE_NUMBER.matcher(text).matches() ? Long.valueOf(text) : null;
  }

  /** A number that is small by its nature; null if there is none. */
  public static @Nullable Integer small(JsonNode node, String... names) {
    Long number = wholeNumber(node, names);
    return number == null ? null : number.intValue();
  }

  public static int smallNumber(JsonNode node, int otherwise, String... names) {
    Long value = wholeNumber(node, names);
    return value == null || value != value.intValue() ? otherwise : value.intValue();
  }

  /**
   * A time for display. The server prints the same one with and without {@code .0} (NOTES 37), and
   * some as seconds or milliseconds since 1970 (NOTES 51, 55).
   */
  public static String time(JsonNode node, String... names) {
    JsonNode value = first(node, names);
    if (value == null || value.isContainer()) {
      return "";
    }
    if (!value.isIntegralNumber()) {
      return withoutFraction(value.asString(""));
    }
    long number = value.longValue();
    return (number < FIRST_MILLISECONDS
            ? Instant.ofEpochSecond(number)
            : Instant.ofEpochMilli(number))
        .toString();
  }

  /** By hand: with a pattern it took a fifth of reading a person. */
  private static String withoutFraction(String time) {
    int end = time.length();
    while (end > 0 && time.charAt(end - 1) == '0') {
      end--;
    }
    boolean zeros = end > 0 && end < time.length() && time.charAt(end - 1) == '.';
    return zeros ? time.substring(0, end - 1) : time;
  }
}
