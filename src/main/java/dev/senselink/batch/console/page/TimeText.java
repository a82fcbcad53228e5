package dev.senselink.batch.console.page;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.report.ReportParts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;

/** Times in words. */
public final class TimeText {
  private TimeText() {}

  /** By this machine's wall, with the name of its zone. */
  public static String at(Instant moment) {
    Locale language = DisplayLanguage.language();
    ZoneId zone = ZoneId.systemDefault();
    String time = new ReportParts(language, "").time(moment.atZone(zone));
    return words("time", time, zone.getDisplayName(TextStyle.SHORT, language));
  }

  /** How long ago something was. */
  public static String age(Instant moment, Instant now) {
    Duration passed = Duration.between(moment, now);
    if (passed.toMinutes() < 1) {
      return words("age.now");
    }
    if (passed.toHours() < 1) {
      return words("age.minutes", passed.toMinutes());
    }
    return passed.toDays() < 1
        ? words("age.hours", passed.toHours())
        : words("age.days", passed.toDays());
  }
}
