package dev.senselink.batch.cli.option;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A DURATION as it is typed: a whole number and {@code m}, {@code h} or {@code d}. */
public final class TypedDuration {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([mhd])");

  private TypedDuration() {}

  /** Empty where the text is no duration. */
  public static Optional<Duration> read(@Nullable String text) {
    Matcher parts = DURATION.matcher(String.valueOf(text));
    if (!parts.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }
}
