package dev.senselink.batch.enrol.row;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Compares days as the server writes them: with or without leading zeros (NOTES 38). */
public final class DayComparison {
  private DayComparison() {}

  public static boolean same(@Nullable String a, @Nullable String b) {
    return normal(a).equals(normal(b));
  }

  /** {@code yyyy-MM-dd} where the text is a day, else the text itself. */
  public static String normal(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return "";
    }
    String day = text.strip().split("[ T]", 2)[0];
    String[] parts = day.split("-", -1);
    if (parts.length != 3) {
      return text.strip();
    }
    try {
      return LocalDate.of(
              Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
          .toString();
    } catch (NumberFormatException | DateTimeException e) {
      return text.strip();
    }
  }
}
