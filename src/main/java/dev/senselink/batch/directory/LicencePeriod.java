package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.organisation.Company;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The company's licence period, against the server's own clock. */
public final class LicencePeriod {
  private static final long SOON_DAYS = 30;
  private static final int DATE_LENGTH = "2099-12-31".length();

  private final ZoneId zone;

  /**
   * @param zone in which the server prints times
   */
  public LicencePeriod(ZoneId zone) {
    this.zone = zone;
  }

  public Diagnosis look(Company company, Instant now) {
    Instant from = moment(company.validFrom(), false);
    Instant to = moment(company.validTo(), true);
    if (to == null) {
      return Diagnosis.ok("licence", words("licence.unsaid"));
    }
    if (from != null && now.isBefore(from)) {
      return Diagnosis.bad(
          "licence", words("licence.notYet", company.validFrom()), words("licence.notYet.remedy"));
    }
    if (now.isAfter(to)) {
      return Diagnosis.bad(
          "licence", words("licence.ended", company.validTo()), words("licence.ended.remedy"));
    }
    long days = Duration.between(now, to).toDays();
    String left = words("licence.valid", company.validTo(), days);
    return days < SOON_DAYS
        ? Diagnosis.warn("licence", left, words("licence.soon.remedy"))
        : Diagnosis.ok("licence", left);
  }

  /** As the server prints it: with seconds, a date alone, or as the client shows epoch numbers. */
  private @Nullable Instant moment(String text, boolean end) {
    try {
      if (text.length() == DATE_LENGTH) {
        LocalDate day = LocalDate.parse(text);
        return (end ? day.plusDays(1) : day).atStartOfDay(zone).toInstant();
      }
      return text.endsWith("Z")
          ? Instant.parse(text)
          : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
